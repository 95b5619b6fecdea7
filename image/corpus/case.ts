import type { ImageRequirementId } from "../../specs/image-catalogue.ts";
import { type SpecVersion, specVersions, versionsAfter } from "../../specs/versions.ts";
import { type DocumentKind, detectKind } from "../document/kind.ts";
import type { Severity } from "../finding.ts";

/** One document of the corpus: what is wrong with it, or why nothing is. */
export interface DocumentCase {
  /** The one requirement that it breaks; for what is legal, the one that a stricter reader would find broken. */
  requirement: ImageRequirementId;
  /** What is wrong, or legal, in a few words; tells cases of one requirement apart. */
  title: string;
  /** Nothing but information may be found. */
  legal: boolean;
  /** The versions that it is held against. */
  specs: readonly SpecVersion[];
  kind: DocumentKind;
  path: string;
  mediaType?: string;
  bytes: Uint8Array;
  /** Where it differs from what the catalogue says. */
  severity?: Severity;
  /** What cannot but be found beside it, for information. */
  also?: readonly ImageRequirementId[];
}

/** What a case says besides requirement, title and document. */
export type CaseOptions = Partial<Pick<DocumentCase, "specs" | "kind" | "path" | "mediaType" | "severity" | "also">>;

type Json = string | Uint8Array | object;

const encoder = new TextEncoder();

/** A document that breaks one requirement. A string is taken as it is, an object becomes indented JSON. */
export function fault(
  requirement: ImageRequirementId,
  title: string,
  document: Json,
  options: CaseOptions = {},
): DocumentCase {
  return { ...caseOf(requirement, title, document, options), legal: false };
}

/** A document that the spec allows, and that a stricter reader might refuse. */
export function legal(
  requirement: ImageRequirementId,
  title: string,
  document: Json,
  options: CaseOptions = {},
): DocumentCase {
  return { ...caseOf(requirement, title, document, options), legal: true };
}

function caseOf(requirement: ImageRequirementId, title: string, document: Json, options: CaseOptions) {
  const bytes = document instanceof Uint8Array ? document : encoder.encode(textOf(document));
  const kind = detectKind(bytes, options.mediaType);
  return { requirement, title, specs: specVersions, kind, path: "blob", bytes, ...options };
}

export function textOf(document: string | object): string {
  return typeof document === "string" ? document : JSON.stringify(document, null, 2);
}

/** The versions that have what came with 1.1. */
export const from11 = { specs: versionsAfter("1.0") } as const;

/** The versions that have what came after 1.1. */
export const after11 = { specs: versionsAfter("1.1") } as const;
