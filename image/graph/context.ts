import type { SpecVersion } from "../../specs/model.ts";
import type { Findings } from "../findings.ts";
import type { Limits } from "../limits.ts";
import type { Source } from "../source/source.ts";

/** Something that was left out, and why: nothing is called valid that was not read. */
export interface NotLookedAt {
  path: string;
  digest?: string;
  /** Bytes, as far as a descriptor says. */
  size?: number;
  reason: string;
}

/** What was found, in a few words. */
export interface Found {
  path: string;
  /** `image linux/amd64`, `index`, `artifact application/vnd.example` */
  what: string;
  digest?: string;
}

/** How much was read. */
export interface Tally {
  documents: number;
  blobs: number;
  bytes: number;
  layers: number;
  entries: number;
}

/** What the steps of one validation share. */
export interface Context {
  source: Source;
  spec: SpecVersion;
  limits: Limits;
  /** Absent content is an error. */
  complete: boolean;
  findings: Findings;
  notLookedAt: NotLookedAt[];
  found: Found[];
  tally: Tally;
  /** Bytes read, and bytes there are to read as far as is known. */
  onProgress(done: number, known: number): void;
  signal: AbortSignal | undefined;
}
