import type { CheckedExample } from "./checked-example.ts";
import type { SpecVersion } from "./model.ts";
import type { SpecName } from "./spec-names.ts";
import type { Passage } from "./statement.ts";

/** `level`: another level than before, whatever else changed; null stands for words in lower case. */
export type ChangeKind = "added" | "removed" | "reworded" | "moved" | "level";

/** What became of a statement between two texts of a spec. */
export interface PassageChange {
  kind: ChangeKind;
  /** null when it was added */
  old: Passage | null;
  /** null when it was removed */
  new: Passage | null;
}

/** Whether something of ours answers for a statement. */
export interface Cover {
  /** The requirements that stand on it; of a changed statement also those that stood on what it was. */
  requirements: string[];
  /** Why none does, where `unmapped.yaml` says so. */
  reason: string | null;
}

export interface StatementChange extends PassageChange, Cover {
  /** Nothing stands on it, and no reason is recorded. */
  uncovered: boolean;
}

/** What a requirement stands on and the text no longer has. */
export interface Astray {
  requirement: string;
  reference: string;
  /** Where the same words stand now; null when they stand nowhere. */
  movedTo: string | null;
}

/** The result of the gate: a text of a spec against the catalogue, and against an earlier text. */
export interface SpecCheck {
  spec: SpecName;
  /** The version of the catalogue that it is held against. */
  version: SpecVersion;
  /** The ref that it is compared with; null when only with the catalogue. */
  base: string | null;
  statements: number;
  /** Against the base, in the order of the text; empty without one. */
  changes: StatementChange[];
  /** Statements that nothing answers for: of the change when there is a base, else of the whole text. */
  uncovered: Passage[];
  /** What the catalogue stands on and the text does not have. */
  astray: Astray[];
  /** The JSON examples of the text; empty unless they were asked for. */
  examples: CheckedExample[];
}
