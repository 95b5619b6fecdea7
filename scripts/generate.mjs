// Writes specs/generated/: the versions of the specs; each catalogue, compiled from its YAML files, as JSON, and its ids
// as a union type; and what no requirement stands on. And schemas/generated/: the schemas as functions. Schemas that list
// the versions are brought up to date.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, idsModule } from "./compile-catalogue.mjs";
import { compileImage } from "./compile-image-catalogue.mjs";
import { validatorsModule } from "./compile-schemas.mjs";
import { compileUnmapped } from "./compile-unmapped.mjs";
import { readSchemas } from "./read-schemas.mjs";
import { versionsModule, withVersions } from "./spec-versions.mjs";
import { writeIfChanged } from "./write-if-changed.mjs";

const specs = fileURLToPath(new URL("../specs/", import.meta.url));

const schemas = fileURLToPath(new URL("../schemas/", import.meta.url));

writeIfChanged(join(specs, "generated/versions.ts"), versionsModule());
for (const file of [
  ...["catalogue", "image-catalogue", "unmapped"].map((name) => join(specs, `${name}.schema.json`)),
  ...["report", "validation"].map((name) => join(schemas, `${name}.schema.json`)),
])
  writeIfChanged(file, withVersions(readFileSync(file, "utf8")));

catalogue("distribution", compile, "catalogue", "RequirementId", "ids");
catalogue("image", compileImage, "image-catalogue", "ImageRequirementId", "image-ids");

const unmapped = ["distribution", "image"].map((name) => [name, unmappedOf(name)]);
writeIfChanged(join(specs, "generated/unmapped.json"), `${JSON.stringify(Object.fromEntries(unmapped), null, 2)}\n`);

writeIfChanged(join(schemas, "generated/validators.ts"), validatorsModule(readSchemas(schemas)));
writeIfChanged(
  join(schemas, "generated/report-validator.ts"),
  validatorsModule([{ name: "report", schema: readableReport() }], { allErrors: false }),
);

/**
 * The report's schema for whoever reads one: of a later version it may have members that this one does not know, and no
 * reader stumbles over an empty text.
 */
function readableReport() {
  return JSON.parse(readFileSync(join(schemas, "report.schema.json"), "utf8"), (name, node) => {
    if (name === "minLength") return undefined;
    if (node?.additionalProperties === false) delete node.additionalProperties;
    return node;
  });
}

/** Compiles the YAML files of a folder; ends the process when one has a mistake. */
function catalogue(name, compiler, file, type, ids) {
  const folder = join(specs, name);
  const schema = JSON.parse(readFileSync(join(specs, `${file}.schema.json`), "utf8"));
  const { requirements, problems } = compiler(folder, schema);
  endWith(folder, problems);
  writeIfChanged(join(specs, `generated/${file}.json`), `${JSON.stringify(requirements, null, 2)}\n`);
  writeIfChanged(join(specs, `generated/${ids}.ts`), idsModule(requirements, type));
}

function unmappedOf(name) {
  const folder = join(specs, name);
  const { unmapped, problems } = compileUnmapped(
    folder,
    JSON.parse(readFileSync(join(specs, "unmapped.schema.json"), "utf8")),
  );
  endWith(
    folder,
    problems.map((problem) => `unmapped.yaml: ${problem}`),
  );
  return unmapped;
}

function endWith(folder, problems) {
  for (const problem of problems) console.error(`${relative(process.cwd(), folder)}/${problem}`);
  if (problems.length > 0) process.exit(1);
}
