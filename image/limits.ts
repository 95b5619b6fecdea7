/** What one validation may cost; content beyond is an error that names the option to raise the limit. */
export interface Limits {
  /** Uncompressed bytes for one compressed byte, from 64 MiB on (`--max-ratio`). */
  ratio: number;
  /** Entries of one layer (`--max-entries`). */
  entries: number;
  /** Bytes of one path in a layer (`--max-path`). */
  path: number;
  /** Indexes inside indexes (`--max-depth`). */
  depth: number;
  /** Bytes of one JSON document (`--max-json`). */
  json: number;
}

export const defaultLimits: Limits = {
  ratio: 500,
  entries: 1_000_000,
  path: 4096,
  depth: 16,
  json: 16 * 1024 * 1024,
};

/** Below this many uncompressed bytes no ratio is a bomb: empty layers compress well. */
export const ratioFrom = 64 * 1024 * 1024;
