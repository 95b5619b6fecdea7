// Compiles specs/distribution/*.yaml into specs/generated/: the catalogue as JSON, and its ids as a union type.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, idsModule } from "./compile-catalogue.mjs";

const specs = fileURLToPath(new URL("../specs/", import.meta.url));
const folder = join(specs, "distribution");
const schema = JSON.parse(readFileSync(join(specs, "catalogue.schema.json"), "utf8"));

const { requirements, problems } = compile(folder, schema);
for (const problem of problems) console.error(`${relative(process.cwd(), folder)}/${problem}`);
if (problems.length > 0) process.exit(1);

writeIfChanged(join(specs, "generated/catalogue.json"), `${JSON.stringify(requirements, null, 2)}\n`);
writeIfChanged(join(specs, "generated/ids.ts"), idsModule(requirements));

/** A file whose content is right already is not touched, so that nothing that watches it wakes up. */
function writeIfChanged(path, content) {
  let current;
  try {
    current = readFileSync(path, "utf8");
  } catch {
    // Not written yet.
  }
  if (current === content) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
