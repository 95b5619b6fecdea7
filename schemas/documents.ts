import { readFileSync } from "node:fs";

/** Where each schema lies, relative to this folder. */
const files = {
  descriptor: "image/descriptor",
  manifest: "image/manifest",
  index: "image/index",
  config: "image/config",
  layout: "image/layout",
  annotations: "image/annotations",
  "media-type": "image/media-type",
  "tag-list": "distribution/tag-list",
  error: "distribution/error",
  referrers: "distribution/referrers",
  report: "report",
  validation: "validation",
  configuration: "configuration",
};

/**
 * The name of a schema: what it describes. `report` is what a run of this suite produces, `validation` what `validate` does;
 * `configuration` is what a run reads.
 */
export type SchemaName = keyof typeof files;

export const schemaNames = Object.keys(files) as readonly SchemaName[];

export function isSchemaName(name: string): name is SchemaName {
  return Object.hasOwn(files, name);
}

/** The text of a schema: JSON Schema 2020-12, indented, with a line break at its end. */
export function schemaText(name: SchemaName): string {
  return readFileSync(new URL(`./${files[name]}.schema.json`, import.meta.url), "utf8");
}
