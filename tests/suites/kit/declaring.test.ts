import { expect, test } from "vitest";
import { scenario, scenarioOverAll } from "../../../suites/kit/scenario.ts";

const run = async () => {};

/** A list of requirements of its own: the one of the suites is shared by all tests. */
const ofItsOwn = "../../../suites/kit/requirement.ts?own";

test("two scenarios of one title are our own mistake: reports tell them by it", () => {
  scenario("declared once", run);
  expect(() => scenario("declared once", run)).toThrow('two scenarios are called "declared once"');
  expect(() => scenarioOverAll("declared once", run)).toThrow("declared once");
});

test("only a scenario over all sees what the others were answered", () => {
  expect(scenario("sees its own", run)).toEqual({ title: "sees its own", run });
  expect(scenarioOverAll("sees everything", run)).toEqual({ title: "sees everything", run, seesAll: true });
});

test("a requirement has one check, and stands under the heading of its section", async () => {
  const { describe, requirement, tests } = (await import(
    ofItsOwn
  )) as typeof import("../../../suites/kit/requirement.ts");
  const judged = scenario("is judged", run);
  const check = () => {};
  describe("A section", () => requirement("pull.blob.get-200", judged, check));
  requirement("pull.blob.get-404", judged, check);
  expect(tests()).toEqual([
    { requirement: "pull.blob.get-200", scenario: judged, check, heading: "A section" },
    { requirement: "pull.blob.get-404", scenario: judged, check, heading: "" },
  ]);
  expect(() => requirement("pull.blob.get-200", judged, check)).toThrow('"pull.blob.get-200" has two checks');
});
