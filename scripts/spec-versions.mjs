// The versions of the specs, as specs/versions.yaml has them, for whatever is compiled from it.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const { default: standard, versions } = parse(readFileSync(new URL("../specs/versions.yaml", import.meta.url), "utf8"));

export const specVersions = Object.keys(versions);

/** What a catalogue says in each version, with every version there. */
export function perVersion(pick) {
  return Object.fromEntries(specVersions.map((version) => [version, pick(version)]));
}

/** The versions as TypeScript, which is where the type of a version comes from. */
export function versionsModule() {
  const revisions = (spec) => JSON.stringify(perVersion((version) => versions[version][spec]));
  return [
    "// Written by scripts/generate.mjs.",
    `export const specVersions = ${JSON.stringify(specVersions)} as const;`,
    `export const standardVersion = ${JSON.stringify(standard)};`,
    `export const revisions = { distribution: ${revisions("distribution")}, image: ${revisions("image")} } as const;`,
    "",
  ].join("\n");
}

/** The text of a schema with the versions in each of its lists of them, which are known by edge at their end. */
export function withVersions(schemaText) {
  const list = specVersions.map((version) => JSON.stringify(version)).join(", ");
  return schemaText.replace(/\[(?:"[^"\]]*", )*"edge"\]/g, `[${list}]`);
}
