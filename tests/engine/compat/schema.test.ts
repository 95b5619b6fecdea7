import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { keys } from "../../../engine/compat/keys.ts";
import { options } from "../../../engine/compat/options.ts";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { settingsText } from "../../../engine/compat/show.ts";
import { schemaText } from "../../../schemas/documents.ts";

const schema = JSON.parse(schemaText("configuration"));
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

interface Part {
  properties?: Record<string, Part>;
  description?: string;
}

function leaves({ properties = {} }: Part, path = ""): string[] {
  return Object.entries(properties).flatMap(([name, inner]) =>
    inner.properties ? leaves(inner, `${path}${name}.`) : [`${path}${name}`],
  );
}

test("The schema of the configuration file knows every key that is read, and no other", () => {
  expect(leaves(schema).sort()).toEqual([...new Set([...Object.keys(keys), ...Object.keys(options)])].sort());
  for (const [name, part] of Object.entries<Part>(schema.properties)) expect(part.description, name).toBeTruthy();
});

test("It takes what is read, and refuses what is not", () => {
  expect(validate(parse(settingsText(settingsOf({ only: ["pull.*"], rate: 1 }, {}))))).toBe(true);
  expect(
    validate({ version: 1.1, tls: "disabled", apis: { blobs: { delete: false } }, roData: { tags: ["v1"] } }),
  ).toBe(true);
  for (const wrong of [{ tls: "off" }, { repositry: "a" }, { apis: { pull: "sometimes" } }, { category: ["pulling"] }])
    expect(validate(wrong), JSON.stringify(wrong)).toBe(false);
});
