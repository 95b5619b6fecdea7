import fc from "fast-check";
import { describe, expect } from "vitest";
import { comparisonOf } from "../../reporters/comparison.ts";
import { law } from "./law.ts";
import { report } from "./verdict-reports.ts";

describe("Comparing two reports", () => {
  const opposite = { better: "worse", worse: "better", new: "gone", gone: "new", changed: "changed" };

  law(
    "finds nothing between a report and itself, and accounts for every requirement of both",
    50,
    fc.property(report, report, (before, after) => {
      expect(comparisonOf(before, before)).toMatchObject({ changes: [], unchanged: before.results.length });
      const { changes, unchanged } = comparisonOf(before, after);
      const named = new Set([...before.results, ...after.results].map(({ requirement }) => requirement));
      expect(changes.length + unchanged).toBe(named.size);
    }),
  );

  law(
    "the other way round finds the opposite, but for what can no longer be decided",
    50,
    fc.property(report, report, (before, after) => {
      const kinds = (changes: ReturnType<typeof comparisonOf>["changes"]) =>
        new Map(changes.map((change) => [change.requirement, change]));
      const back = kinds(comparisonOf(after, before).changes);
      for (const { requirement, kind, ...sides } of comparisonOf(before, after).changes) {
        const undecided = [sides.before, sides.after].some(
          (side) => side?.verdict === "blocked" || side?.verdict === "error",
        );
        if (!undecided) expect(back.get(requirement)?.kind).toBe(opposite[kind]);
        else expect(back.has(requirement)).toBe(true);
      }
    }),
  );
});
