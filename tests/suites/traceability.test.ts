import { expect, test } from "vitest";
import { gapsOf, proofsOf } from "../../engine/proofs.ts";
import { faults } from "../../registry/faults/index.ts";
import { catalogue, isRequirementId } from "../../specs/catalogue.ts";
import { capabilityTests, tests } from "../../suites/index.ts";

const testable = catalogue.filter(({ untestable }) => untestable === null);
const proofs = [...proofsOf("distribution").values()];
const tested = new Set(proofs.filter(({ tests }) => tests.length > 0).map(({ requirement }) => requirement));

test("every testable requirement has exactly one check, and no other has any", () => {
  const wrong = proofs.filter(({ tests, untestable }) => tests.length !== (untestable === null ? 1 : 0));
  expect(wrong.map(({ requirement }) => requirement)).toEqual([]);
  expect(tests()).toHaveLength(testable.length);
});

test("every testable requirement has a fault that names it", () => {
  expect(proofs.flatMap(gapsOf)).toEqual([]);
});

test("every fault has an id of its own and names only requirements that are tested", () => {
  const ids = faults.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, breaks } of faults) {
    expect(breaks, id).not.toEqual([]);
    expect(
      breaks.filter((name) => !isRequirementId(name) || !tested.has(name)),
      id,
    ).toEqual([]);
  }
});

test("every capability that a requirement needs is found out by some scenario", () => {
  const needed = new Set(testable.flatMap(({ needs }) => needs));
  expect([...needed].filter((capability) => !capabilityTests[capability])).toEqual([]);
});
