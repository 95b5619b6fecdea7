import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compile, idsModule } from "../../scripts/compile-catalogue.mjs";
import { writeIfChanged } from "../../scripts/write-if-changed.mjs";
import { specVersions } from "../../specs/versions.ts";

const schema = JSON.parse(readFileSync(new URL("../../specs/catalogue.schema.json", import.meta.url), "utf8"));

const entry = `
- id: pull.manifest.get-200
  category: pull
  title: GET of an existing manifest returns it
  levels: { "1.1": MUST, edge: MUST }
  basis: keyword
  section: "#pulling-manifests"
  statements:
    "1.1": [spec.md#pulling-manifests@0d7c6751]
    edge: [spec.md#pulling-manifests@0d7c6751]
`;

/** What each version has that does not say it. */
function nowhere<T>(nothing: T): Record<string, T> {
  return Object.fromEntries(specVersions.map((version) => [version, nothing]));
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "catalogue-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function compiled(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return compile(folder, schema);
}

describe("an entry in its short form", () => {
  test("is written out with every field", () => {
    const { requirements, problems } = compiled({ "pull.yaml": entry });
    expect(problems).toEqual([]);
    expect(requirements).toEqual([
      {
        id: "pull.manifest.get-200",
        category: "pull",
        area: "pull",
        title: "GET of an existing manifest returns it",
        levels: { ...nowhere(null), "1.1": "MUST", edge: "MUST" },
        basis: { ...nowhere(null), "1.1": "keyword", edge: "keyword" },
        endpoint: null,
        section: { ...nowhere(null), "1.1": "#pulling-manifests", edge: "#pulling-manifests" },
        statements: {
          ...nowhere([]),
          "1.1": ["spec.md#pulling-manifests@0d7c6751"],
          edge: ["spec.md#pulling-manifests@0d7c6751"],
        },
        needs: [],
        untestable: null,
      },
    ]);
  });

  test("of the push category needs a registry that takes pushes", () => {
    const push = entry.replace("category: pull", "category: push\n  needs: [mount]");
    expect(compiled({ "mount.yaml": push }).requirements[0]?.needs).toEqual(["push", "mount"]);
  });

  test("that cannot be tested needs nothing", () => {
    const client = entry.replace("category: pull", "category: push\n  untestable: It binds the client.");
    expect(compiled({ "mount.yaml": client }).requirements[0]).toMatchObject({
      needs: [],
      untestable: "It binds the client.",
    });
  });
});

test("areas come in their fixed order, entries in that of their file", () => {
  const named = (id: string) => entry.replace("pull.manifest.get-200", id);
  const files = { "mount.yaml": named("c.c"), "base.yaml": named("b.b") + named("a.a") };
  expect(compiled(files).requirements.map(({ id }) => id)).toEqual(["b.b", "a.a", "c.c"]);
});

describe("a mistake is one line that names file, entry and what is wrong", () => {
  test.each([
    [
      "a level that is none",
      ["MUST,", "MIGHT,"],
      "levels.1.1: must be equal to one of the allowed values: MUST, MUST_NOT",
    ],
    ["a field that is unknown", ["basis:", "bases:"], "must NOT have additional properties: bases"],
    ["a field that is missing", ["  basis: keyword\n", ""], "must have required property 'basis'"],
    ["a version without statements", ['    "1.1": [spec', '    "1.0": [spec'], "levels and statements disagree on 1.1"],
    ["a version without its basis", ["basis: keyword", 'basis: { "1.1": prose }'], "levels and basis disagree on edge"],
    ["a reference that is none", ["@0d7c6751", "@0d7c"], "statements.1.1.0: must match pattern"],
  ] as const)("%s", (_, [found, replaced], problem) => {
    const { problems } = compiled({ "pull.yaml": entry.replace(found, replaced) });
    expect(problems).toContainEqual(expect.stringContaining(`pull.yaml: pull.manifest.get-200: ${problem}`));
  });

  test("an id that is taken", () => {
    const { problems } = compiled({ "base.yaml": entry, "pull.yaml": entry });
    expect(problems).toEqual(["pull.yaml: pull.manifest.get-200: the id is taken in base.yaml"]);
  });

  test("an area that is unknown", () => {
    expect(compiled({ "pul.yaml": entry }).problems).toEqual([expect.stringMatching(/^pul\.yaml: no such area/)]);
  });

  test("YAML that is none", () => {
    expect(compiled({ "pull.yaml": "- id: [" }).problems).toEqual([expect.stringMatching(/^pull\.yaml: .*line 1/s)]);
  });
});

test("the ids become a union type", () => {
  expect(idsModule([{ id: "a.a" }, { id: "b.b" }])).toContain('export type RequirementId =\n  | "a.a"\n  | "b.b";\n');
});

test("a file whose content is right already is not touched", () => {
  const file = join(folder, "made/file.txt");
  writeIfChanged(file, "one");
  utimesSync(file, 1, 1);
  writeIfChanged(file, "one");
  expect(statSync(file).mtimeMs).toBe(1000);
  writeIfChanged(file, "two");
  expect(readFileSync(file, "utf8")).toBe("two");
});
