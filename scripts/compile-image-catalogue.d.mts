import type { ImageRequirement } from "../specs/image-model.ts";

/**
 * Reads and compiles the YAML files of a folder.
 * @param schema parsed `specs/image-catalogue.schema.json`
 * @returns the catalogue in report order, and every mistake found, one line each; with mistakes the catalogue has gaps
 */
export function compileImage(
  folder: string,
  schema: Record<string, unknown>,
): { requirements: ImageRequirement[]; problems: string[] };
