import type { Level } from "./model.ts";

/** What a passage of a spec is; `row` is one of a table, `code` a line of a code block. */
export type PassageKind = "sentence" | "row" | "heading" | "code";

/** A sentence, table row, heading or line of code of a spec, and where it stands. */
export interface Passage {
  /** `<file>#<anchor>@<fingerprint>` */
  reference: string;
  file: string;
  /** Anchor of the nearest heading above, with the `#`; `#` before the first. */
  anchor: string;
  /** The headings above, the outermost first. */
  headings: string[];
  /** 1-based, of its first and its last line. */
  line: number;
  endLine: number;
  kind: PassageKind;
  /** Plain text, without markup, with single spaces. */
  text: string;
  /** The levels that its own key words give, in their order. */
  levels: Level[];
  /** The strongest of its levels, or what it inherits; null when it is not normative. */
  level: Level | null;
  /** Whether the level comes from the sentence that introduces the list or table. */
  inherited: boolean;
  /** The conditions it stands under: sentences that introduce its list or table, and the name of its list item. */
  under: string[];
  /** Whether it stands in a block quote, as the specs set notes. */
  note: boolean;
  /** The code, such as an expression or a header, that it introduces; null when it introduces none. */
  shows: string | null;
}

/** A passage with a level of RFC 2119, its own or inherited. */
export interface Statement extends Passage {
  level: Level;
}
