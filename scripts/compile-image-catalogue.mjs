import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { entriesReader } from "./read-entries.mjs";
import { perVersion, specVersions } from "./spec-versions.mjs";

/** Objects in the order in which reports show them. */
const objects = ["descriptor", "manifest", "index", "config", "layer", "layout", "annotations", "media-type", "json"];

/**
 * Reads and compiles the YAML files of a folder, one for each object of the image spec.
 * @returns the catalogue and every mistake found, one line each
 */
export function compileImage(folder, schema) {
  const read = entriesReader(schema, contradictions);
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "unmapped.yaml");
  const problems = files
    .filter((name) => !objects.includes(basename(name, ".yaml")))
    .map((name) => `${name}: no such object; scripts/compile-image-catalogue.mjs lists the objects in their order`);
  const requirements = [];
  const fileOf = new Map();
  for (const object of objects.filter((name) => files.includes(`${name}.yaml`))) {
    const file = `${object}.yaml`;
    const { entries, mistakes } = read(join(folder, file));
    problems.push(...mistakes.map((mistake) => `${file}: ${mistake}`));
    for (const entry of entries) {
      if (fileOf.has(entry.id)) problems.push(`${file}: ${entry.id}: the id is taken in ${fileOf.get(entry.id)}`);
      fileOf.set(entry.id, file);
      requirements.push(requirementOf(entry, object));
    }
  }
  return { requirements, problems };
}

/** What the schema cannot say: where a version binds, it says so somewhere. */
function contradictions({ levels, statements = {} }) {
  return specVersions
    .filter((version) => version in levels && !(version in statements))
    .map((version) => `it binds in ${version} and names no statement there`);
}

/** The short form written out, fields in the order of `ImageRequirement` in specs/image-model.ts. */
function requirementOf({ id, title, levels, basis, binds, report, statements = {}, note }, object) {
  return {
    id,
    object,
    title,
    levels: perVersion((version) => levels[version] ?? null),
    basis,
    binds,
    report,
    statements: perVersion((version) => statements[version] ?? []),
    ...(note === undefined ? {} : { note }),
  };
}
