import type { Verdict } from "../../schemas/report.ts";
import type { Category, Level } from "../../specs/model.ts";

/** What another suite says of one of its tests. */
export interface Finding {
  /** As that suite calls it. */
  name: string;
  /** Id in our form, in a room of its own: `official.v1.pull.…`, `official.api.…`, `official.data.…`. */
  id: string;
  category: Category;
  level: Level;
  verdict: Extract<Verdict, "pass" | "fail" | "error" | "skip">;
  message?: string;
  durationMs: number;
}

/** What a set of results gives, as far as it carries. */
export interface Findings {
  /** Which suite and file. */
  from: string;
  findings: Finding[];
  /** Base URL of the registry, where the results say it. */
  url?: string;
  /** The version of the spec, where they say it. */
  spec?: string;
  /** ISO 8601 */
  testedAt?: string;
}

/** The text as a part of an id. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The worse of two findings on one test; what was skipped once says nothing against what came of it another time. */
export function worse(a: Finding, b: Finding): Finding {
  const order = ["fail", "error", "pass", "skip"];
  return order.indexOf(a.verdict) <= order.indexOf(b.verdict) ? a : b;
}
