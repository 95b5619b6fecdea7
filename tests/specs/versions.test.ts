import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { schemaText } from "../../schemas/documents.ts";
import { withVersions } from "../../scripts/spec-versions.mjs";
import {
  isAfter,
  releasedVersions,
  revisions,
  specVersions,
  standardVersion,
  versionsAfter,
} from "../../specs/versions.ts";

test("edge comes last, and what a run judges by when nobody says is released", () => {
  expect(specVersions.at(-1)).toBe("edge");
  expect(releasedVersions).toEqual(specVersions.slice(0, -1));
  expect(releasedVersions).toContain(standardVersion);
});

test("every version of each spec has a tag or branch", () => {
  for (const spec of ["distribution", "image"] as const)
    expect(Object.keys(revisions[spec])).toEqual([...specVersions]);
});

test("versions follow each other in the order of the list", () => {
  expect(isAfter("edge", "1.1")).toBe(true);
  expect(isAfter("1.1", "1.1")).toBe(false);
  expect(isAfter("1.0", "1.1")).toBe(false);
  expect(versionsAfter("1.0")).toEqual(specVersions.slice(1));
});

describe("the schemas list the versions", () => {
  const source = (name: string) => readFileSync(new URL(`../../specs/${name}.schema.json`, import.meta.url), "utf8");
  test.each([
    ["report", schemaText("report")],
    ["validation", schemaText("validation")],
    ["catalogue", source("catalogue")],
    ["image-catalogue", source("image-catalogue")],
    ["unmapped", source("unmapped")],
  ])("%s", (_, text) => {
    expect(text).toContain(`[${specVersions.map((version) => `"${version}"`).join(", ")}]`);
    expect(withVersions(text)).toBe(text);
    expect(withVersions(text.replaceAll('"1.1", "edge"]', '"edge"]'))).toBe(text);
  });

  test("configuration: what it has by default", () => {
    expect(JSON.parse(schemaText("configuration")).properties.spec.default).toBe(standardVersion);
  });
});
