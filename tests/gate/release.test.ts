import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withVersion } from "../../gate/freeze.ts";
import { checkRelease, releaseVersion } from "../../gate/release.ts";
import type { Requirement } from "../../specs/model.ts";
import { specNames } from "../../specs/spec-names.ts";
import { specVersions } from "../../specs/versions.ts";
import { SpecRepository } from "./repository.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "oci-conformance-release-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** No version that will be there in our time. */
const release = "98.7";
const revisions = { distribution: `v${release}.0`, image: "main" };

describe("a map by version", () => {
  test.each([
    [
      "in one line",
      'levels: { "1.1": MAY, edge: MUST } # so\n',
      'levels: { "1.1": MAY, "1.2": MUST, edge: MUST } # so\n',
    ],
    ["in lines", "a:\n  edge: [x, y]\nb: 1\n", 'a:\n  "1.2": [x, y]\n  edge: [x, y]\nb: 1\n'],
    [
      "of lists in lines",
      "a:\n  edge:\n    - x\n    - y\n\n# b\n",
      'a:\n  "1.2":\n    - x\n    - y\n  edge:\n    - x\n    - y\n\n# b\n',
    ],
    ["without edge", 'levels: { "1.0": MUST }\n', 'levels: { "1.0": MUST }\n'],
    ["that is none", "note: Before edge it was so.\n", "note: Before edge it was so.\n"],
  ])("%s", (_, before, after) => {
    expect(withVersion(before, "1.2")).toBe(after);
  });
});

describe("a release in a copy of the catalogue", () => {
  beforeAll(() => {
    for (const folder of ["specs", "scripts", "schemas"])
      cpSync(join(root, folder), join(scratch, folder), {
        recursive: true,
        filter: (path) => !path.endsWith("generated"),
      });
    mkdirSync(join(scratch, "schemas/generated"));
    symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"));
    releaseVersion(release, revisions, scratch);
    execFileSync(process.execPath, ["scripts/generate.mjs"], { cwd: scratch });
  });
  const json = (path: string) => JSON.parse(readFileSync(join(scratch, path), "utf8"));

  test("is in the list of versions before edge, with its tags", () => {
    const text = readFileSync(join(scratch, "specs/generated/versions.ts"), "utf8");
    expect(text).toContain(JSON.stringify(specVersions.toSpliced(-1, 0, release as never)));
    expect(text).toContain(`"${release}":"${revisions.distribution}"`);
    expect(text).toContain(`"${release}":"${revisions.image}"`);
  });

  test.each(["catalogue", "image-catalogue"])("says in every entry of the %s what edge says", (name) => {
    const entries: Record<string, Record<string, unknown>>[] = json(`specs/generated/${name}.json`);
    expect(entries.length).toBeGreaterThan(100);
    for (const entry of entries)
      for (const field of ["levels", "basis", "section", "statements"] satisfies (keyof Requirement)[])
        if (entry[field]) expect(entry[field][release], `${entry.id}`).toEqual(entry[field].edge);
  });

  test("has the reasons of edge for what no requirement stands on", () => {
    const unmapped: Record<string, { statements: Record<string, string[]> }[]> = json("specs/generated/unmapped.json");
    for (const spec of specNames)
      for (const { statements } of unmapped[spec] ?? []) expect(statements[release]).toEqual(statements.edge);
  });

  test("is known to the schemas", () => {
    expect(json("schemas/report.schema.json").$defs.specVersion.enum).toContain(release);
  });

  test("is made once", () => {
    expect(() => releaseVersion(release, revisions, scratch)).toThrow(`has ${release} already`);
  });
});

describe("what cannot be released is refused in one line", () => {
  test.each([
    ["a version that is there", "1.1", root, /"1\.1" is no version after \d/],
    ["what is no version", "next", root, /give two numbers, such as \d+\.\d+$/],
    ["another folder", release, tmpdir(), /is no checkout of oci-conformance/],
  ])("%s", (_, version, folder, message) => {
    expect(() => releaseVersion(version, revisions, folder)).toThrow(message);
  });

  test("a text that says something else than edge", () => {
    const repository = new SpecRepository();
    repository.commit({ "spec.md": "# Pull\n\nA registry MUST sing.\n" });
    const [check] = checkRelease(repository.path, { distribution: "v0", image: "v0" });
    expect(check?.uncovered.map(({ text }) => text)).toEqual(["A registry MUST sing."]);
    expect(check?.astray.length).toBeGreaterThan(0);
    repository.remove();
  });
});
