import { expect, test } from "vitest";
import { coverageOf } from "../../engine/coverage.ts";
import { passagesOf, statementsIn } from "../../gate/passages.ts";
import { catalogue } from "../../specs/catalogue.ts";

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
  const statements = statementsIn(passagesOf("# Pull\n\nA registry MUST sing.\n", "spec.md"));
  expect(coverageOf("edge", statements).gaps).toEqual([
    `no requirement stands on ${statements[0]?.reference} (line 3)`,
  ]);
});
