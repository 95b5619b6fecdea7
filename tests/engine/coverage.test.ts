import { expect, test } from "vitest";
import { coverageOf } from "../../engine/coverage.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { normativeLines } from "../../specs/normative.ts";

test("every testable requirement has its test, and a fault", () => {
  const { total, gaps } = coverageOf("edge");
  expect(gaps).toEqual([]);
  expect(total.tests).toBe(total.testable);
  expect(total.faults).toBeGreaterThanOrEqual(total.testable);
});

test("what a version does not say is not counted", () => {
  const said = catalogue.filter(({ levels }) => levels["1.0"] !== null);
  expect(coverageOf("1.0").total.requirements).toBe(said.length);
});

test("a statement that nothing stands on is missing, by its line", () => {
  const lines = normativeLines("# Pull\n\nA registry MUST sing.\n", "spec.md");
  expect(coverageOf("edge", lines).gaps).toEqual([`no requirement stands on ${lines[0]?.reference} (line 3)`]);
});

test("code, lower case and the sentence on key words are no statements", () => {
  const text = '# A\n\nThe key words "MUST" and "MAY" are these.\nIt must.\n\n```\nMUST\n```\n- It SHOULD.\n';
  expect(normativeLines(text, "spec.md").map(({ line }) => line)).toEqual([9]);
});
