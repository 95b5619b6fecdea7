import type { Change, Comparison } from "../reporters/comparison.ts";

/** What `compare` may fail on. */
export const failures = ["worse", "new", "changed", "gone", "never"] as const;
export type Failure = (typeof failures)[number];

/**
 * The changes that count as a regression. `new` counts what is new and not kept; what the baseline of the later run
 * accepts never counts.
 */
export function regressions({ changes }: Comparison, failOn: readonly Failure[]): Change[] {
  if (failOn.includes("never")) return [];
  return changes.filter(({ kind, after }) => {
    if (after?.accepted || !(failOn as readonly string[]).includes(kind)) return false;
    return kind !== "new" || after?.verdict === "fail" || after?.verdict === "warn";
  });
}
