import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import * as fixtures from "../../image/corpus/fixtures.ts";
import { type Documents, isSchemaName, schemaNames, schemaText, violations } from "../../schemas/index.ts";
import { readSchemas } from "../../scripts/read-schemas.mjs";
import { typesModule } from "../../scripts/schema-types.mjs";
import { imageCatalogue } from "../../specs/image-catalogue.ts";

const folder = new URL("../../schemas/", import.meta.url).pathname;
const schemas = readSchemas(folder);

/** The published schemas as another program reads them, formats asserted. */
const ajv = addFormats.default(new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false }));
ajv.addVocabulary(["requirement"]);
for (const { schema } of schemas) ajv.addSchema(schema);

const published = (name: string, document: unknown) => {
  const { schema } = schemas.find((each) => each.name === name) ?? {};
  return ajv.validate(schema?.$id ?? "", document) as boolean;
};

test("each file is a schema with a name, and the other way round", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".schema.json"),
  );
  expect(schemaNames.length).toBe(files.length);
  for (const { name, schema } of schemas) {
    expect(isSchemaName(name)).toBe(true);
    expect(schema.$id).toBe(`urn:oci-conformance:schema:${name}:1`);
    expect(JSON.parse(schemaText(name as keyof Documents))).toEqual(schema);
  }
});

test("the types are those of the schemas; npm run generate:types writes them", async () => {
  expect(readFileSync(`${folder}types.ts`, "utf8")).toBe(await typesModule(schemas));
});

test("every requirement that a schema names is in the catalogue", () => {
  const ids = new Set<string>(imageCatalogue.map(({ id }) => id));
  const named = schemas.flatMap(({ schema }) => JSON.stringify(schema).match(/image\.[a-z-]+\.[a-z0-9-]+(?=")/g) ?? []);
  expect(
    named.filter((id) => !ids.has(id) && !id.startsWith("image.manifest.v1") && !id.startsWith("image.index.v1")),
  ).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});

test("unknown members are allowed everywhere", () => {
  const closed = schemas.filter(({ schema }) =>
    /"(?:additional|unevaluated)Properties": ?false/.test(JSON.stringify(schema)),
  );
  expect(closed).toEqual([]);
});

/** Every pattern of a schema, that of member names included. */
function patternsIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { pattern, patternProperties } = node as { pattern?: unknown; patternProperties?: object };
  const own = [pattern, ...Object.keys(patternProperties ?? {})].filter((each) => typeof each === "string");
  return [...own, ...Object.values(node).flatMap(patternsIn)];
}

test("the patterns are such that engines without looking around and backtracking have, those of Go and Rust", () => {
  const patterns = schemas.flatMap(({ schema }) => patternsIn(schema));
  expect(patterns.length).toBeGreaterThan(15);
  expect(patterns.filter((pattern) => /\(\?(?!:)|\\[1-9ukpP]/.test(pattern))).toEqual([]);
});

const image = fixtures.manifest();
const index = fixtures.index();
const config = fixtures.config();
const layer = fixtures.withLayer;
const entry = fixtures.withEntry;
const execution = fixtures.withExecution;
const hex = "0123456789abcdef".repeat(8);

/** What the schemas of the image spec have accepted. */
const refused: [string, keyof Documents, unknown][] = [
  ["a negative size in an index", "index", entry({ size: -1 })],
  ["data of a number in an index", "index", entry({ data: 5 })],
  ["artifactType of a word in an index", "index", entry({ artifactType: "sbom" })],
  ["an index with the type of a manifest", "index", { ...index, mediaType: fixtures.manifestType }],
  ["a manifest with the type of an index", "manifest", { ...image, mediaType: fixtures.indexType }],
  ["the empty config without artifactType", "manifest", fixtures.without(fixtures.artifact(), "artifactType")],
  [
    "a manifest with manifests, without mediaType",
    "manifest",
    { ...fixtures.without(image, "mediaType"), manifests: [] },
  ],
  [
    "an index with layers, without mediaType",
    "index",
    { ...fixtures.without(index, "mediaType"), config: {}, layers: [] },
  ],
  ["a sha256 of 63 characters", "manifest", layer({ digest: `sha256:${hex.slice(0, 63)}` })],
  ["a sha256 in capitals", "manifest", layer({ digest: `sha256:${hex.slice(0, 64).toUpperCase()}` })],
  ["a sha512 of 64 characters", "manifest", layer({ digest: `sha512:${hex.slice(0, 64)}` })],
  ["data without padding", "descriptor", fixtures.descriptor("a/b", "c", { data: "Yw" })],
  ["data with a line break", "descriptor", fixtures.descriptor("a/b", "c", { data: "Y\nw==" })],
  ["a number under the empty key", "annotations", { "": 1 }],
  ["a number under a line break", "annotations", { "\n": 1 }],
  ["a port that is a number", "config", execution({ ExposedPorts: { "": 1 } })],
  ["a diff_id that is no digest", "config", { ...config, rootfs: { type: "layers", diff_ids: ["abc"] } }],
  ["a variable without =", "config", execution({ Env: ["foo"] })],
  ["a media type with a bracket", "media-type", "application/a[b:c"],
  ["a media type of three parts", "media-type", "a/b/c"],
  ["a negative size in a manifest", "manifest", { ...image, config: { ...image.config, size: -1 } }],
  ["a date with a blank for T", "config", { ...config, created: "2023-01-02 03:04:05Z" }],
  ["no date at all", "config", { ...config, created: "yesterday" }],
  ["no URI at all", "descriptor", fixtures.descriptor("a/b", "c", { urls: ["%"] })],
];

/** What they have refused. */
const accepted: [string, keyof Documents, unknown][] = [
  ...["created", "author", "history", "config", "os.features", "variant"].map(
    (name): [string, keyof Documents, unknown] => [`${name} of null`, "config", { ...config, [name]: null }],
  ),
  ...["Env", "User", "ExposedPorts", "WorkingDir", "StopSignal", "ArgsEscaped"].map(
    (name): [string, keyof Documents, unknown] => [`${name} of null`, "config", execution({ [name]: null })],
  ),
  ["null in a step of history", "config", { ...config, history: [{ comment: null, empty_layer: null }] }],
  ["no layer at all", "manifest", { ...image, layers: [] }],
];

describe("what the schemas of the image spec get wrong", () => {
  test.each(refused)("%s is refused", (_, name, document) => {
    expect(violations(name, document)).not.toEqual([]);
    expect(published(name, document)).toBe(false);
  });

  test.each(accepted)("%s is accepted", (_, name, document) => {
    expect(violations(name, document)).toEqual([]);
    expect(published(name, document)).toBe(true);
  });
});

describe("what a registry answers", () => {
  const tags = { name: "a/b", tags: ["1.0", "latest"] };
  const failure = { errors: [{ code: "NAME_UNKNOWN", message: "", detail: { name: "a" } }] };
  test.each<[string, boolean, keyof Documents, unknown]>([
    ["a list of tags", true, "tag-list", tags],
    ["a list without tags", true, "tag-list", { ...tags, tags: [] }],
    ["tags of null", false, "tag-list", { ...tags, tags: null }],
    ["a tag that is none", false, "tag-list", { ...tags, tags: ["-"] }],
    ["a list of nobody's tags", false, "tag-list", { tags: [] }],
    ["an error", true, "error", failure],
    ["an error without code", false, "error", { errors: [{ message: "no" }] }],
    ["a code in small letters", false, "error", { errors: [{ code: "unknown" }] }],
    ["no errors", false, "error", {}],
    ["referrers", true, "referrers", index],
    ["null for referrers", false, "referrers", { ...index, manifests: null }],
  ])("%s: %s", (_, valid, name, document) => {
    expect(violations(name, document).length === 0).toBe(valid);
    expect(published(name, document)).toBe(valid);
  });
});

test("a violation says where, what should be there, and what it breaks", () => {
  expect(violations("manifest", fixtures.withLayer({ size: -1 }))).toEqual([
    {
      pointer: "/layers/0/size",
      keyword: "minimum",
      message: "must be >= 0",
      expected: expect.stringContaining("length of the content in bytes"),
      value: -1,
      requirements: ["image.descriptor.size-not-negative"],
    },
  ]);
  expect(violations("index", {})).toMatchObject([
    {
      pointer: "",
      keyword: "required",
      missing: "schemaVersion",
      requirements: ["image.index.schema-version-required"],
    },
    { pointer: "", keyword: "required", missing: "manifests", requirements: ["image.index.manifests-required"] },
  ]);
});
