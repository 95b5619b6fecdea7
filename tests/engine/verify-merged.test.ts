import { expect, test } from "vitest";
import { mergeReports } from "../../engine/merge.ts";
import { verifyMerged } from "../../engine/verify-merged.ts";
import type { Verdict } from "../../schemas/report.ts";
import { reportOf, result } from "../reporters/sample-report.ts";

/** What is said of a merged report that states this, and that has nothing recorded. */
function verified(requirement: string, verdict: Verdict) {
  const results = [result({ requirement, verdict, category: "push", exchanges: [] })];
  return verifyMerged(mergeReports([{ name: "a.json", report: reportOf(results, []) }]));
}

test.each(["push.put.location", "push.large.whole"])(
  "%s follows from nothing recorded only where it is undecided",
  (requirement) => {
    expect(verified(requirement, "blocked").discrepancies).toEqual([]);
    expect(verified(requirement, "pass").discrepancies).toEqual([
      { spec: "1.1", about: requirement, stated: "pass", follows: "blocked" },
    ]);
  },
);

test("A requirement that this suite does not know follows from nothing", () => {
  expect(verified("push.put.of-old", "pass").discrepancies).toMatchObject([
    { about: "push.put.of-old", follows: "nothing: this suite has no such requirement in this version" },
  ]);
});
