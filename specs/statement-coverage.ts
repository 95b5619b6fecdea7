import type { SpecVersion } from "./model.ts";
import type { SpecName } from "./spec-names.ts";
import type { Statement } from "./statement.ts";

/** What proves a requirement. */
export interface Proof {
  requirement: string;
  /** What is tested: titles of scenarios for a registry, cases of the corpus for an image. */
  tests: string[];
  /** Faults that these tests catch: names of faults, or cases that break the requirement. */
  faults: string[];
  /** Why nothing can test it; null where something can. */
  untestable: string | null;
}

/** A statement and what answers for it. */
export interface CoveredStatement {
  statement: Statement;
  proofs: Proof[];
  /** Why no requirement stands on it; null where one does or nothing says why. */
  reason: string | null;
  /** What is missing, one line each. */
  gaps: string[];
}

/** How a text of a spec is covered, statement by statement in its order. */
export interface StatementCoverage {
  spec: SpecName;
  version: SpecVersion;
  statements: CoveredStatement[];
}
