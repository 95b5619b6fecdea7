import type { Level } from "../specs/model.ts";

const levels: Record<string, Level> = {
  MUST: "MUST",
  SHALL: "MUST",
  REQUIRED: "MUST",
  "MUST NOT": "MUST_NOT",
  "SHALL NOT": "MUST_NOT",
  SHOULD: "SHOULD",
  RECOMMENDED: "SHOULD",
  "SHOULD NOT": "SHOULD_NOT",
  "NOT RECOMMENDED": "SHOULD_NOT",
  MAY: "MAY",
  OPTIONAL: "MAY",
};

const weights: readonly Level[] = ["MUST_NOT", "MUST", "SHOULD_NOT", "SHOULD", "MAY"];

const pattern = /\b(?:(?:MUST|SHALL|SHOULD)(?:\s+NOT)?|(?:NOT\s+)?RECOMMENDED|REQUIRED|MAY|OPTIONAL)\b/g;

/** The levels that a statement's RFC 2119 key words give, in their order; in capitals only, as RFC 8174 has it. */
export function levelsIn(prose: string): Level[] {
  return [...prose.matchAll(pattern)].flatMap(([word]) => levels[word.replace(/\s+/g, " ")] ?? []);
}

/** The strongest of these levels; null of none. */
export function strongest(found: readonly Level[]): Level | null {
  return weights.find((level) => found.includes(level)) ?? null;
}
