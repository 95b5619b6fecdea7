import { describe, expect, test } from "vitest";
import { type Plan, planOf, planOver, shardOf } from "../../engine/plan.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { NothingSelected, UnknownRequirement } from "../../specs/select.ts";

const edge = () => planOf("edge", {});
const idsOf = ({ tests }: Pick<Plan, "tests">): string[] => tests.map(({ requirement }) => requirement);

describe("A plan", () => {
  test("has every requirement of its version that is not for large content, in the order of the catalogue", () => {
    const wanted = catalogue.filter(({ levels, untestable, large }) => levels.edge && untestable === null && !large);
    expect(idsOf(edge())).toEqual(wanted.map(({ id }) => id));
    expect(edge().spec).toBe("edge");
    expect(idsOf(planOf("edge", { large: true })).length).toBeGreaterThan(wanted.length);
  });

  test("asks for each capability that its requirements need once, and for no other", () => {
    const needs = catalogue.filter(({ id }) => idsOf(edge()).includes(id)).flatMap((requirement) => requirement.needs);
    expect(edge().capabilities.toSorted()).toEqual([...new Set(needs)].sort());
    expect(planOf("edge", { only: ["base.v2.get-200"] }).capabilities).toEqual([]);
  });

  test("of what is not known, or of nothing, is none", () => {
    expect(() => planOf("edge", { only: ["base.v2.get-201"] })).toThrow(UnknownRequirement);
    expect(() => planOf("edge", { skip: ["*"] })).toThrow(NothingSelected);
  });
});

describe("A plan over what a report names", () => {
  test("has that, as far as it is known, also what is for large content", () => {
    const large = catalogue.find((requirement) => requirement.large)?.id ?? "";
    const plan = planOver("edge", [large, "base.v2.get-200", "not.known"], ["push", "flight"]);
    expect(idsOf(plan).toSorted()).toEqual(["base.v2.get-200", large].sort());
    expect(plan.capabilities).toEqual(["push"]);
    expect(plan.spec).toBe("edge");
  });

  test("has nothing where nothing is named", () => {
    expect(planOver("1.1", [], [])).toEqual({ spec: "1.1", tests: [], capabilities: [] });
  });
});

describe("Shards", () => {
  test.each([1, 2, 3, 7])("in %i parts are the plan together, and no scenario is in two", (count) => {
    const parts = Array.from({ length: count }, (_, place) => shardOf(edge(), { index: place + 1, count }));
    expect(parts.flatMap(idsOf).toSorted()).toEqual(idsOf(edge()).toSorted());
    const scenarios = parts.flatMap(({ tests }) => [...new Set(tests.map(({ scenario }) => scenario))]);
    expect(new Set(scenarios).size).toBe(scenarios.length);
    for (const { spec, capabilities } of parts) expect({ spec, capabilities }).toEqual({ ...edge(), tests: undefined });
  });

  test("have about as many scenarios each", () => {
    const sizes = [1, 2, 3].map(
      (index) => new Set(shardOf(edge(), { index, count: 3 }).tests.map((t) => t.scenario)).size,
    );
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});
