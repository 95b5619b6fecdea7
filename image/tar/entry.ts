import type { EntryType } from "./header.ts";

/** An entry, with what its PAX and GNU records say. Texts are byte strings (latin1). */
export interface TarEntry {
  /** As written, leading `./` and trailing `/` included. */
  name: string;
  linkName: string;
  type: EntryType;
  typeflag: string;
  mode: number | undefined;
  /** Bytes of data. */
  size: number;
  deviceMajor: number | undefined;
  deviceMinor: number | undefined;
  /** Offset of its data in the archive. */
  offset: number;
  /** Records of its own PAX header. */
  pax: ReadonlyMap<string, string>;
  /** Header fields that hold no number. */
  unreadable: readonly string[];
  /** A PAX header before it is not well formed. */
  malformedPax: boolean;
}

/** What is wrong with the archive itself. */
export type TarProblem =
  | { kind: "no-tar"; offset: 0 }
  | { kind: "bad-header" | "lone-zero-block" | "trailing-data"; offset: number }
  | { kind: "cut-short"; offset: number; name: string }
  | { kind: "no-end"; offset: number }
  | { kind: "metadata-too-large"; offset: number };

export interface TarListener {
  entry(entry: TarEntry): void;
  problem(problem: TarProblem): void;
}
