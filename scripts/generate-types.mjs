// Writes schemas/types.ts, the types of the documents that the schemas describe.
import { fileURLToPath } from "node:url";
import { readSchemas } from "./read-schemas.mjs";
import { typesModule } from "./schema-types.mjs";
import { writeIfChanged } from "./write-if-changed.mjs";

const schemas = fileURLToPath(new URL("../schemas/", import.meta.url));
writeIfChanged(`${schemas}types.ts`, await typesModule(readSchemas(schemas)));
