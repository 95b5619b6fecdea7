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

test("each section counts what stands in it, and all of them are the total", () => {
  const { sections, total, spec } = coverageOf("edge");
  expect(spec).toBe("edge");
  expect(sections.has("")).toBe(false);
  for (const count of ["statements", "requirements", "testable", "tests", "faults"] as const) {
    const counts = [...sections.values()].map((section) => section[count]);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(total[count]);
    expect(Math.max(...counts)).toBeLessThan(total[count]);
  }
  const pulling = catalogue.filter(({ section }) => section.edge === "#pulling-manifests");
  expect(sections.get("#pulling-manifests")).toMatchObject({
    requirements: pulling.length,
    testable: pulling.filter(({ untestable }) => untestable === null).length,
  });
});

test("what nothing can test is named with the reason, and counts as no test", () => {
  const { untestable, total } = coverageOf("edge");
  const expected = catalogue.filter(({ levels, untestable: why }) => levels.edge !== null && why !== null);
  expect(untestable).toEqual(expected.map(({ id, untestable: reason }) => ({ requirement: id, reason })));
  expect(untestable.length).toBeGreaterThan(0);
  expect(total.testable).toBe(total.requirements - untestable.length);
});

test("of a text at hand each statement counts once, of another those that requirements stand on", () => {
  const statements = statementsIn(passagesOf("# Pull\n\nA registry MUST sing.\n", "spec.md"));
  expect(coverageOf("edge", statements).total.statements).toBe(1);
  const stoodOn = new Set(catalogue.flatMap(({ levels, statements: of }) => (levels.edge === null ? [] : of.edge)));
  expect(coverageOf("edge").total.statements).toBe(stoodOn.size);
});

test("a statement stands in its section, and is missing nowhere where a requirement stands on it", () => {
  const references = [...new Set(catalogue.flatMap(({ statements }) => statements.edge))];
  const inSection = references.filter((reference) => reference.startsWith("spec.md#pulling-manifests@"));
  const { sections, gaps } = coverageOf(
    "edge",
    references.map((reference, line) => ({ reference, line })),
  );
  expect(sections.get("#pulling-manifests")?.statements).toBe(inSection.length);
  expect(inSection.length).toBeGreaterThan(0);
  expect(gaps).toEqual([]);
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
