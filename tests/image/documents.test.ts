import { describe, expect, test } from "vitest";
import { documentCases } from "../../image/corpus/documents.ts";
import { checkDocument } from "../../image/document/check.ts";
import type { Finding } from "../../image/finding.ts";
import { imageRequirementOf } from "../../specs/image-catalogue.ts";

const runs = documentCases.flatMap((each) => each.specs.map((spec) => ({ ...each, spec })));
const name = ({ requirement, title, spec }: (typeof runs)[number]) => `${requirement}: ${title}, ${spec}`;

describe("a fault gives exactly the finding of its requirement", () => {
  test.each(runs.filter(({ legal }) => !legal).map((run) => [name(run), run] as const))("%s", (_, run) => {
    const { findings } = checkDocument(run.bytes, run);
    const beside = (finding: Finding) => run.also?.includes(finding.requirement) && finding.severity === "info";
    const [finding, ...more] = findings.filter((each) => !beside(each));
    expect([finding, ...more].map((each) => each?.requirement)).toEqual([run.requirement]);
    expect(finding?.severity).toBe(run.severity ?? imageRequirementOf(run.requirement).report);
    for (const words of [finding?.message, finding?.expected, finding?.found, finding?.advice])
      expect(words).toMatch(/\S/);
  });
});

describe("what is legal gives information at most", () => {
  test.each(runs.filter(({ legal }) => legal).map((run) => [name(run), run] as const))("%s", (_, run) => {
    const { findings, value } = checkDocument(run.bytes, run);
    expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(value).toBeDefined();
  });
});

test("no two cases have one name", () => {
  const names = runs.map(name);
  expect(names.filter((each, place) => names.indexOf(each) !== place)).toEqual([]);
});
