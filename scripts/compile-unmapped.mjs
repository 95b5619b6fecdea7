import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { perVersion } from "./spec-versions.mjs";

/**
 * Reads `unmapped.yaml` of a spec's folder: statements that no requirement stands on, with the reason.
 * @returns them with every version written out, and every mistake found, one line each
 */
export function compileUnmapped(folder, schema) {
  const entries = parse(readFileSync(join(folder, "unmapped.yaml"), "utf8"));
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  if (!validate(entries))
    return {
      unmapped: [],
      problems: validate.errors.map(({ instancePath, message }) => `${instancePath}: ${message}`),
    };
  const unmapped = entries.map(({ reason, statements }) => ({
    reason,
    statements: perVersion((version) => statements[version] ?? []),
  }));
  return { unmapped, problems: [] };
}
