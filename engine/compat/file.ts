import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMap, parseDocument, type YAMLError } from "yaml";
import { UsageError } from "../errors.ts";
import type { OfficialGiven } from "./environment.ts";
import { type Candidate, type Note, nearest, switchOf } from "./given.ts";
import { type KeyName, keyEntries, keys } from "./keys.ts";
import { isOptionName, options } from "./options.ts";

/** The file that is read when none is named. */
export const defaultFile = "oci-conformance.yaml";

/** What a configuration file says: the official suite's keys, and our own options. */
export interface FileSettings {
  keys: OfficialGiven[];
  candidates: Candidate[];
  notes: Note[];
}

/** The same thing under two names. */
const sameAs: Partial<Record<KeyName, string>> = {
  version: "spec",
  repo1: "repository",
  repo2: "secondRepository",
  resultsDir: "out",
};

/**
 * Reads a configuration file (YAML, described by `schemas/configuration.schema.json`).
 * @param named undefined for `oci-conformance.yaml`, which need not be there
 * @throws UsageError
 */
export function readSettings(named: string | undefined): FileSettings {
  const settings: FileSettings = { keys: [], candidates: [], notes: [] };
  const file = named ?? defaultFile;
  if (named === undefined && !existsSync(file)) return settings;
  for (const [path, value] of leavesIn(file)) {
    const from = `${path} in ${basename(file)}`;
    if (path in keys) settings.keys.push({ key: path as KeyName, ...official(path as KeyName, value, from) });
    else if (isOptionName(path))
      settings.candidates.push({ option: path, value: ofKind(options[path].kind, value, from), from, rank: "file" });
    else
      settings.notes.push({
        text: `${from} means nothing here; the nearest that does is ${nearestKey(path)}`,
        odd: true,
      });
  }
  for (const { key, from } of settings.keys) {
    const twin = settings.candidates.find(({ option }) => option === sameAs[key]);
    if (twin) throw new UsageError(`${from} and ${twin.from} say the same thing: leave one`);
  }
  return settings;
}

function official(key: KeyName, value: unknown, from: string) {
  const { kind, words }: { kind: "text" | "switch" | "list"; words?: readonly string[] } = keys[key];
  const read = ofKind(kind, value, from) as string | boolean | string[];
  if (words && !words.includes(read as string))
    throw new UsageError(`${from}: "${read}" is none of ${words.join(", ")}`);
  return { value: read, from, rank: "file" as const };
}

/** @throws UsageError when it is something else */
function ofKind(kind: "text" | "switch" | "number" | "list", value: unknown, from: string): unknown {
  if (kind === "list") {
    const items = [value].flat();
    if (items.every((item) => typeof item === "string")) return items;
    throw new UsageError(`${from} takes a list of texts`);
  }
  if (typeof value !== "string") throw new UsageError(`${from} takes one value`);
  if (kind === "switch") return switchOf(value, from);
  if (kind === "text") return value;
  const number = Number(value);
  if (Number.isNaN(number)) throw new UsageError(`${from}: "${value}" is no number`);
  return number;
}

/** Every value by its path, `apis.blobs.delete`; those without a value are left out. */
function leavesIn(file: string): [path: string, value: unknown][] {
  // Without types: a version of 1.0 is those three characters and no number.
  const document = parseDocument(textOf(file), { schema: "failsafe" });
  const [error] = document.errors;
  if (error) throw new UsageError(`${file} is not YAML: ${mistakeOf(error)}`);
  if (document.contents === null) return [];
  if (!isMap(document.contents))
    throw new UsageError(`${file} is no configuration: it must be a map of keys and values`);
  const leaves = (value: unknown, path: string): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path ? `${path}.${name}` : name))
      : value === "" || value === null
        ? []
        : [[path, value]];
  return leaves(plainValueOf(document, file), "");
}

/** What is wrong with the text, and where. The error's own words may quote a password that was not quoted. */
function mistakeOf({ code, linePos }: YAMLError): string {
  const [{ line, col } = { line: 1, col: 1 }] = linePos ?? [];
  return `${code.toLowerCase().replaceAll("_", " ")} at line ${line}, column ${col}`;
}

/** Aliases of aliases are refused: a few lines of them make gigabytes. */
function plainValueOf(document: { toJSON(): unknown }, file: string): unknown {
  try {
    return document.toJSON();
  } catch (error) {
    // Its own words name the alias, and a password may begin with an asterisk.
    const why = /alias count/.test(`${error}`)
      ? "its aliases come to too much"
      : "a value begins with * and names no anchor: quote it";
    throw new UsageError(`${file} cannot be read: ${why}`);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`the configuration ${file} cannot be read: ${(error as Error).message}`);
  }
}

function nearestKey(path: string): string {
  return nearest(path, [...keyEntries.map(([name]) => name), ...Object.keys(options)]);
}
