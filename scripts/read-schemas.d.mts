/** A JSON Schema with the name that others know it by, and its file relative to `schemas/`. */
export interface NamedSchema {
  name: string;
  file: string;
  schema: { $id: string } & Record<string, unknown>;
}

/** The JSON Schemas that others may import, in alphabetical order within their folder. */
export function readSchemas(root: string): NamedSchema[];
