import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { entriesReader } from "./read-entries.mjs";
import { perVersion, specVersions } from "./spec-versions.mjs";

/** Areas in the order in which reports show them. */
const areas = [
  "base",
  "pull",
  "negotiation",
  "proxy",
  "push-blob",
  "push-chunked",
  "mount",
  "push-manifest",
  "tags",
  "referrers",
  "extensions",
  "errors",
  "management",
  "large",
];

/** What every requirement of a category needs, so that no entry has to say it. */
const categoryNeeds = { push: ["push"], management: ["push"] };

/**
 * Reads and compiles the YAML files of a folder.
 * @returns the catalogue and every mistake found, one line each
 */
export function compile(folder, schema) {
  const read = entriesReader(schema, contradictions);
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "unmapped.yaml");
  const problems = files
    .filter((name) => !areas.includes(areaOf(name)))
    .map((name) => `${name}: no such area; scripts/generate.mjs lists the areas in their order`);
  const requirements = [];
  const fileOf = new Map();
  for (const area of areas.filter((name) => files.includes(`${name}.yaml`))) {
    const file = `${area}.yaml`;
    const { entries, mistakes } = read(join(folder, file));
    problems.push(...mistakes.map((mistake) => `${file}: ${mistake}`));
    for (const entry of entries) {
      if (fileOf.has(entry.id)) problems.push(`${file}: ${entry.id}: the id is taken in ${fileOf.get(entry.id)}`);
      fileOf.set(entry.id, file);
      requirements.push(requirementOf(entry, area));
    }
  }
  return { requirements, problems };
}

function areaOf(file) {
  return basename(file, ".yaml");
}

/** What the schema cannot say: levels, basis, section and statements speak of the same versions. */
function contradictions({ levels, basis, section, statements }) {
  return specVersions.flatMap((version) => {
    const has = version in levels;
    const problems = [];
    if (has !== version in statements) problems.push(`levels and statements disagree on ${version}`);
    for (const [name, each] of Object.entries({ basis, section }))
      if (typeof each !== "string" && has !== version in each)
        problems.push(`levels and ${name} disagree on ${version}`);
    return problems;
  });
}

/** The short form written out, fields in the order of `Requirement` in specs/model.ts. */
function requirementOf(entry, area) {
  const { id, category, title, basis, levels, section, statements } = entry;
  const said = (each, version) => (version in levels ? (typeof each === "string" ? each : each[version]) : null);
  const needs = entry.untestable ? [] : [...new Set([...(categoryNeeds[category] ?? []), ...(entry.needs ?? [])])];
  return {
    id,
    category,
    area,
    title,
    levels: perVersion((version) => levels[version] ?? null),
    basis: perVersion((version) => said(basis, version)),
    endpoint: entry.endpoint ?? null,
    section: perVersion((version) => said(section, version)),
    statements: perVersion((version) => statements[version] ?? []),
    needs,
    untestable: entry.untestable ?? null,
    ...(entry.large ? { large: true } : {}),
    ...(entry.note === undefined ? {} : { note: entry.note }),
  };
}

/**
 * The union of all ids, as TypeScript.
 * @param name of the type
 */
export function idsModule(requirements, name = "RequirementId") {
  const ids = requirements.map(({ id }) => `  | ${JSON.stringify(id)}`);
  return `// Written by scripts/generate.mjs.\nexport type ${name} =\n${ids.join("\n")};\n`;
}
