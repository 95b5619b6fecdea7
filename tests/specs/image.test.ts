import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { passagesIn, readSpec } from "../../gate/documents.ts";
import { compileImage } from "../../scripts/compile-image-catalogue.mjs";
import { type ImageRequirementId, imageCatalogue, imageRequirementOf } from "../../specs/image-catalogue.ts";
import { specVersions } from "../../specs/model.ts";
import { shared } from "./shared.ts";

const schema = JSON.parse(readFileSync(new URL("../../specs/image-catalogue.schema.json", import.meta.url), "utf8"));

test("the image catalogue keeps its schema", () => {
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  validate(imageCatalogue);
  expect(validate.errors).toBeNull();
});

test("it compiles without a mistake, and is what was compiled", () => {
  const folder = new URL("../../specs/image", import.meta.url).pathname;
  expect(compileImage(folder, schema)).toEqual({ requirements: imageCatalogue, problems: [] });
});

test("it holds what the inventory found, level by level, and nothing else", (context) => {
  const inventory: { id: string; binds: string; levels: Record<string, string> }[] = parse(
    readFileSync(shared(context, "requirements/image.yaml"), "utf8"),
  );
  const brief = imageCatalogue.map(({ id, binds, levels }) => ({
    id,
    binds,
    levels: Object.fromEntries(specVersions.map((version) => [version, levels[version] ?? "none"])),
  }));
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  expect(brief.sort(byId)).toEqual(inventory.map(({ id, binds, levels }) => ({ id, binds, levels })).sort(byId));
});

test.for([
  ["1.0", "v1.0.2"],
  ["1.1", "v1.1.1"],
  ["edge", "edge"],
] as const)("what it refers to in %s stands in its text", ([version, folder], context) => {
  const text = readSpec(shared(context, `specs/image-spec/${folder}`));
  const references = new Set(passagesIn(text).map(({ reference }) => reference));
  const astray = imageCatalogue.flatMap(({ id, statements }) =>
    statements[version].filter((reference) => !references.has(reference)).map((reference) => `${id}: ${reference}`),
  );
  expect(astray).toEqual([]);
});

test("what binds in no version rests on something else than a key word, or only speaks of it", () => {
  const nowhere = imageCatalogue.filter(({ levels }) => specVersions.every((version) => levels[version] === null));
  expect(nowhere.filter(({ basis }) => basis === "keyword")).toEqual([]);
});

test("an id that the catalogue does not have is named", () => {
  expect(imageRequirementOf("image.descriptor.size-exact").object).toBe("descriptor");
  expect(() => imageRequirementOf("image.nothing" as ImageRequirementId)).toThrow('no requirement "image.nothing"');
});
