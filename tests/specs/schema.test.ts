import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { catalogue } from "../../specs/catalogue.ts";
import { type Capability, categories, specVersions } from "../../specs/model.ts";

const schema = JSON.parse(readFileSync(new URL("../../specs/catalogue.schema.json", import.meta.url), "utf8"));

test("the catalogue keeps its schema", () => {
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  validate(catalogue);
  expect(validate.errors).toBeNull();
});

test("schema and model know the same words", () => {
  const { category, needs, requirement } = schema.$defs;
  const capabilities: Record<Capability, true> = {
    push: true,
    mount: true,
    "single-post": true,
    "no-single-post": true,
    "upload-cancel": true,
    sha512: true,
    "tag-parameters": true,
    "chunk-minimum": true,
    etag: true,
    "accept-ranges": true,
    "blob-redirect": true,
    "tag-deletion": true,
    "no-tag-deletion": true,
    "manifest-deletion": true,
    "no-manifest-deletion": true,
    referrers: true,
    "no-referrers": true,
    "extension-discovery": true,
    "blob-deletion": true,
    "no-blob-deletion": true,
    "tag-list": true,
    authentication: true,
    "limited-account": true,
    "offsite-upload": true,
    "repository-in-upload-location": true,
  };
  expect(needs.items.enum).toEqual(Object.keys(capabilities));
  expect(category.enum).toEqual(categories);
  expect(requirement.properties.levels.required).toEqual(specVersions);
});

test("levels, basis, section and statements of a requirement speak of the same versions", () => {
  for (const { levels, basis, section, statements } of catalogue)
    for (const version of specVersions)
      expect([basis[version] !== null, section[version] !== null, statements[version].length > 0]).toEqual(
        Array(3).fill(levels[version] !== null),
      );
});
