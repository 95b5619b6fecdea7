/** The public face of the schemas: their texts, the types they describe, and the check of a value against one. */
export { isSchemaName, type SchemaName, schemaNames, schemaText } from "./documents.ts";
export type * from "./types.ts";
export { type Violation, violations } from "./violations.ts";
