// Compiles specs/distribution/*.yaml into specs/generated/: the catalogue as JSON, and its ids as a union type.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, idsModule } from "./compile-catalogue.mjs";
import { writeIfChanged } from "./write-if-changed.mjs";

const specs = fileURLToPath(new URL("../specs/", import.meta.url));
const folder = join(specs, "distribution");
const schema = JSON.parse(readFileSync(join(specs, "catalogue.schema.json"), "utf8"));

const { requirements, problems } = compile(folder, schema);
for (const problem of problems) console.error(`${relative(process.cwd(), folder)}/${problem}`);
if (problems.length > 0) process.exit(1);

writeIfChanged(join(specs, "generated/catalogue.json"), `${JSON.stringify(requirements, null, 2)}\n`);
writeIfChanged(join(specs, "generated/ids.ts"), idsModule(requirements));
