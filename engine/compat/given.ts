import { distance } from "fastest-levenshtein";
import { UsageError } from "../errors.ts";
import type { OptionName } from "./options.ts";

/** Where a value may come from, the strongest first. */
export const ranks = ["command line", "environment", "file", "legacy environment", "default"] as const;
export type Rank = (typeof ranks)[number];

/** A value, and where it was found: `OCI_REPO1`, `repo1 in oci-conformance.yaml`. */
export interface Given<Value = string | boolean | string[]> {
  value: Value;
  from: string;
  rank: Rank;
}

/** A value for one of our own options. */
export interface Candidate extends Given<unknown> {
  option: OptionName;
}

/** What people are told of where their settings went. `odd`: it is not as they may think. */
export interface Note {
  text: string;
  odd: boolean;
}

/** The one that rules: of the strongest source; of two from one source, the first. */
export function strongest<G extends Given<unknown>>(all: readonly G[]): G | undefined {
  return ranks.flatMap((rank) => all.filter((each) => each.rank === rank))[0];
}

/** The words that the official suite takes for a switch (Go's `strconv.ParseBool`). @throws UsageError */
export function switchOf(text: string, from: string): boolean {
  if (["1", "t", "T", "TRUE", "true", "True"].includes(text)) return true;
  if (["0", "f", "F", "FALSE", "false", "False"].includes(text)) return false;
  throw new UsageError(`${from}: "${text}" is neither true nor false`);
}

/** The name that comes nearest. */
export function nearest(name: string, known: readonly string[]): string {
  return known.reduce((best, each) => (distance(name, each) < distance(name, best) ? each : best));
}
