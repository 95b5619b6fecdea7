import type { NamedSchema } from "./read-schemas.mjs";

/** The documents that the schemas describe, as TypeScript: one interface per title, and `Documents` by schema name. */
export function typesModule(schemas: readonly NamedSchema[]): Promise<string>;
