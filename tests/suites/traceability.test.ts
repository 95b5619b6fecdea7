import { expect, test } from "vitest";
import { faults } from "../../registry/faults/index.ts";
import { catalogue, isRequirementId } from "../../specs/catalogue.ts";
import { capabilityTests, tests } from "../../suites/index.ts";

const testable = catalogue.filter(({ untestable }) => untestable === null);
const tested = tests().map(({ requirement }) => requirement as string);

test("every testable requirement has exactly one check, and no other has any", () => {
  expect([...tested].sort()).toEqual(testable.map(({ id }) => id).sort());
});

test("every testable requirement has a fault that names it", () => {
  const named = new Set(faults.flatMap(({ breaks }) => breaks as string[]));
  expect(testable.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
});

test("every fault has an id of its own and names only requirements that are tested", () => {
  const ids = faults.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, breaks } of faults) {
    expect(breaks, id).not.toEqual([]);
    expect(
      breaks.filter((name) => !isRequirementId(name) || !tested.includes(name)),
      id,
    ).toEqual([]);
  }
});

test("every capability that a requirement needs is found out by some scenario", () => {
  const needed = new Set(testable.flatMap(({ needs }) => needs));
  expect([...needed].filter((capability) => !capabilityTests[capability])).toEqual([]);
});
