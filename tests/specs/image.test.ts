import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
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
  // It was made before the versions that followed.
  const inventoried = ["1.0", "1.1", "edge"] as const;
  const brief = imageCatalogue.map(({ id, binds, levels }) => ({
    id,
    binds,
    levels: Object.fromEntries(inventoried.map((version) => [version, levels[version] ?? "none"])),
  }));
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  expect(brief.sort(byId)).toEqual(inventory.map(({ id, binds, levels }) => ({ id, binds, levels })).sort(byId));
});

test("what binds in no version rests on something else than a key word, or only speaks of it", () => {
  const nowhere = imageCatalogue.filter(({ levels }) => specVersions.every((version) => levels[version] === null));
  expect(nowhere.filter(({ basis }) => basis === "keyword")).toEqual([]);
});

test("an id that the catalogue does not have is named", () => {
  expect(imageRequirementOf("image.descriptor.size-exact").object).toBe("descriptor");
  expect(() => imageRequirementOf("image.nothing" as ImageRequirementId)).toThrow('no requirement "image.nothing"');
});
