import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { documentCases } from "../../image/corpus/documents.ts";
import { layouts } from "../../image/corpus/layouts.ts";
import { provenElsewhere, undecided } from "../../image/undecided.ts";
import { imageCatalogue, isImageRequirementId } from "../../specs/image-catalogue.ts";

const root = new URL("../../", import.meta.url).pathname;

/** Every id that stands in a file of these folders. */
function idsIn(...folders: string[]): string[] {
  const texts = folders.flatMap((folder) =>
    readdirSync(root + folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => readFileSync(`${root}${folder}/${name}`, "utf8")),
  );
  return texts.flatMap((text) => text.match(/image\.[a-z-]+\.[a-z0-9-]+(?=")/g) ?? []).filter(isImageRequirementId);
}

test("whatever a document can be found to break has a fault in the corpus", () => {
  const caught = new Set<string>(documentCases.filter(({ legal }) => !legal).map(({ requirement }) => requirement));
  const reported = new Set(idsIn("image/document", "schemas/image"));
  expect(reported.size).toBeGreaterThan(140);
  expect([...reported].filter((id) => !caught.has(id))).toEqual([]);
});

test("whatever a layout can be found to break has a fault in the corpus", () => {
  const caught = new Set<string | undefined>(layouts.map(({ breaks }) => breaks));
  const reported = new Set(idsIn("image/graph", "image/layer", "image/source"));
  expect(reported.size).toBeGreaterThan(40);
  expect([...reported].filter((id) => !caught.has(id)).sort()).toEqual(Object.keys(provenElsewhere));
});

test("whatever binds content can be found broken, or it is said why not", () => {
  const reported = new Set(idsIn("image/graph", "image/layer", "image/source", "image/document", "schemas/image"));
  const silent = imageCatalogue.filter(({ id, binds }) => binds === "content" && !reported.has(id)).map(({ id }) => id);
  expect(silent.sort()).toEqual(Object.keys(undecided).sort());
});
