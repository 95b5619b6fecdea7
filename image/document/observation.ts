import type { Node } from "jsonc-parser";
import type { ImageRequirementId } from "../../specs/image-catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import type { Severity } from "../finding.ts";
import type { DocumentKind } from "./kind.ts";
import type { Part } from "./parts.ts";

/** A document that could be parsed: an object, with its text for what JSON.parse hides. */
export interface JsonDocument {
  kind: DocumentKind;
  spec: SpecVersion;
  /** What the caller calls it; `index.json` is the entry of a layout. */
  path: string;
  /** Media type that it was referred to with, in lower case and without parameters. */
  declared?: string;
  /** Length in bytes. */
  size: number;
  text: string;
  tree: Node;
  value: Record<string, unknown>;
  /** Every object in it, the document first. */
  parts: readonly Part[];
}

/** What a rule saw; `checkDocument` makes a finding of it. */
export interface Observation {
  requirement: ImageRequirementId;
  /** JSON pointer. */
  pointer: string;
  message: string;
  expected: string;
  found: string;
  advice: string;
  /** Where it differs from what the catalogue says. */
  severity?: Severity;
  /** Reported, as a warning at most, in versions that do not say it, too. */
  always?: boolean;
}

/** Looks at one document. Never throws, whatever the document holds. */
export type Rule = (document: JsonDocument) => Iterable<Observation>;

const longest = 100;

/** A value as JSON, cut short where it is long. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** JSON pointer to a member or item of what the pointer points at. */
export function within(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The strings of a list; nothing for what is no list. What else stands in it, the schema finds. */
export function stringsIn(value: unknown): { text: string; index: number }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((text, index) => (typeof text === "string" ? [{ text, index }] : []));
}

/** The items of a list that are objects; nothing for what is no list. */
export function objectsIn(value: unknown): { item: Record<string, unknown>; index: number }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) => (isObject(item) ? [{ item, index }] : []));
}
