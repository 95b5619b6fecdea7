import { expect, test } from "vitest";
import { exitCodeOf } from "../../engine/exit.ts";
import { summaryOf } from "../../engine/summary.ts";
import type { Report, Result, Verdict } from "../../schemas/report.ts";
import type { Category } from "../../specs/model.ts";
import { reportOf, result } from "../reporters/sample-report.ts";

/** A run that ended in these verdicts, all on MUSTs of one category. */
function run(verdicts: Verdict[], more: Partial<Report> = {}): Report {
  const results = verdicts.map((verdict, place) => result({ requirement: `push.${place}`, verdict }));
  return reportOf(results, [], { summary: summaryOf(results, 0), ...more });
}

test.each<[number, Verdict[], string]>([
  [0, ["pass", "skip", "info"], "all that applies passed"],
  [0, ["pass", "warn"], "there is a warning"],
  [1, ["pass", "fail"], "a MUST failed"],
  [1, ["error", "error", "error", "fail"], "a MUST failed, whatever else could not be decided"],
  [3, ["pass", "error", "error"], "more than half ended in errors"],
  [1, ["pass", "error"], "half ended in errors, something passed"],
  [3, ["blocked", "skip"], "nothing passed, nothing failed"],
  [1, ["pass", "blocked"], "a MUST is undecided"],
])("%i: %j, %s", (code, verdicts) => {
  expect(exitCodeOf(run(verdicts))).toBe(code);
});

test("a warning counts only when strict", () => {
  expect(exitCodeOf(run(["pass", "warn"]), { strict: true })).toBe(1);
  expect(exitCodeOf(run(["pass"]), { strict: true })).toBe(0);
});

test("an interrupted run ends with 130, whatever was found until then", () => {
  for (const verdicts of [["pass"], ["fail"], ["error"]] as Verdict[][])
    expect(exitCodeOf(run(verdicts, { interrupted: true }))).toBe(130);
});

test("the worst of the judged versions counts", () => {
  const judged = ({ capabilities, summary, results }: Report) => [
    { spec: "edge" as const, capabilities, summary, results },
  ];
  expect(exitCodeOf({ ...run(["pass"]), alsoJudged: judged(run(["fail"])) })).toBe(1);
  expect(exitCodeOf({ ...run(["blocked"]), alsoJudged: judged(run(["pass"])) })).toBe(3);
  expect(exitCodeOf({ ...run(["blocked"]), alsoJudged: judged(run(["fail"])) })).toBe(1);
});

/** With the failure of a push accepted beside a push that passes, and this in another category. */
function accepting(others: Partial<Result>[], offers: (category: Category) => boolean = () => true): number {
  const results = [
    result({ requirement: "push.1", verdict: "fail", accepted: { reason: "known" } }),
    result({ requirement: "push.2", verdict: "pass" }),
    ...others.map((rest) => result({ requirement: "other.1", verdict: "pass", ...rest })),
  ];
  return exitCodeOf(reportOf(results, [], { summary: summaryOf(results, 0, offers) }));
}

test("what is accepted in one category does not make another pass", () => {
  expect(accepting([])).toBe(0);
  expect(accepting([{ category: "pull" }])).toBe(0);
  expect(accepting([{ category: "pull", verdict: "blocked" }])).toBe(1);
  expect(accepting([{ category: "pull", verdict: "blocked" }, { category: "pull" }])).toBe(1);
  expect(accepting([{ category: "pull", verdict: "fail", accepted: { reason: "known" } }])).toBe(1);
});

test("a category that is not claimed stands in nobody's way", () => {
  const others: Partial<Result>[] = [{ category: "management", verdict: "skip" }];
  expect(accepting(others, (category) => category !== "management")).toBe(0);
});
