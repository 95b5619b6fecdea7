import type { Level, SpecVersion } from "../specs/model.ts";

/** What `validate` says: one entry for each input. Plain data. */
export interface ValidationReport {
  schemaVersion: 1;
  tool: { name: string; version: string };
  /** The version of the image spec that was judged by. */
  spec: SpecVersion;
  inputs: InputReport[];
  /** The requirements that findings name. */
  requirements: Record<string, ReportedRequirement>;
  summary: { error: number; warning: number; info: number; notLookedAt: number; unusable: number };
  interrupted: boolean;
}

export interface ReportedRequirement {
  title: string;
  /** Null: what is found is no violation of that version of the spec, but bad for security or in practice. */
  level: Level | null;
}

export interface InputReport {
  /** As the user named it. */
  input: string;
  kind: "layout" | "layout archive" | "Docker archive" | "registry" | "document" | null;
  findings: ReportedFinding[];
  notLookedAt: { path: string; digest?: string; size?: number; reason: string }[];
  /** Indexes, images and artifacts that were met. */
  found: { path: string; what: string; digest?: string }[];
  /** `bytes` as stored; `entries` of layers. */
  tally: { documents: number; blobs: number; bytes: number; layers: number; entries: number };
  /** Why it could not be validated: no such thing, or a registry that does not answer. */
  problem?: { kind: "unusable" | "unreachable"; message: string };
}

export interface ReportedFinding {
  requirement: string;
  severity: "error" | "warning" | "info";
  /** Descriptor path from the root, JSON pointer, entry in the layer. */
  place: { path: string; pointer?: string; entry?: string };
  message: string;
  expected: string;
  found: string;
  advice: string;
}
