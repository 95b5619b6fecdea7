import type { Requirement } from "../specs/model.ts";

/**
 * Reads and compiles the YAML files of a folder.
 * @param schema parsed `specs/catalogue.schema.json`
 * @returns the catalogue in report order, and every mistake found, one line each; with mistakes the catalogue has gaps
 */
export function compile(
  folder: string,
  schema: Record<string, unknown>,
): { requirements: Requirement[]; problems: string[] };

/** The union of all ids, as TypeScript; `RequirementId` unless it is named otherwise. */
export function idsModule(requirements: readonly Pick<Requirement, "id">[], name?: string): string;
