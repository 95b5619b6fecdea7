import { expect, test } from "vitest";
import { statusOf, summaryOf } from "../../engine/summary.ts";
import type { Result, Verdict } from "../../schemas/report.ts";
import type { Category, Level } from "../../specs/model.ts";

function result(verdict: Verdict, level: Level = "MUST", category: Category = "pull"): Result {
  return {
    requirement: `${category}.${verdict}`,
    title: "",
    level,
    basis: "keyword",
    category,
    verdict,
    section: "",
    statements: [],
    endpoint: null,
    scenario: "",
    exchanges: [],
    durationMs: 0,
  };
}

test.each<[string, Result[], boolean, string]>([
  ["every MUST passed", [result("pass"), result("warn", "SHOULD"), result("info", "MAY")], true, "conformant"],
  ["a MUST failed", [result("pass"), result("fail")], true, "non-conformant"],
  ["a MUST is blocked", [result("pass"), result("blocked")], true, "inconclusive"],
  ["a MUST ended in an error", [result("pass"), result("error")], true, "inconclusive"],
  ["a MUST NOT is blocked", [result("pass"), result("blocked", "MUST_NOT")], true, "inconclusive"],
  ["only a SHOULD is blocked", [result("pass"), result("blocked", "SHOULD")], true, "conformant"],
  ["all were skipped", [result("skip"), result("skip")], true, "inconclusive"],
  ["it is not offered", [result("skip"), result("skip")], false, "not claimed"],
  ["it is not offered, yet broken", [result("fail"), result("skip")], false, "non-conformant"],
])("a category in which %s", (_, results, offered, status) => {
  expect(statusOf(results, offered)).toBe(status);
});

test("a run is conformant when no category is worse than not claimed, and one is conformant", () => {
  const pull = result("pass");
  const noPush = (category: Category) => category !== "push";
  expect(summaryOf([pull, result("skip", "MUST", "push")], 1, noPush).conformant).toBe(true);
  expect(summaryOf([pull, result("skip", "MUST", "push")], 1).conformant).toBe(false);
  expect(summaryOf([result("skip", "MUST", "push")], 1, noPush).conformant).toBe(false);
  expect(summaryOf([], 0).conformant).toBe(false);
});

test("what blocked most stands first among the root causes", () => {
  const blockedAt = (step: string): Result => ({
    ...result("blocked"),
    blockedBy: { scenario: "s", step, reason: `${step} failed` },
  });
  const { rootCauses } = summaryOf([blockedAt("a"), blockedAt("b"), blockedAt("b")], 3);
  expect(rootCauses.map(({ step, blocked }) => [step, blocked])).toEqual([
    ["b", 2],
    ["a", 1],
  ]);
});
