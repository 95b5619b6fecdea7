import { existsSync } from "node:fs";
import { join } from "node:path";
import { revisions, revisionsOf, type SpecName, specNames } from "../specs/spec-names.ts";
import type { SpecCheck } from "../specs/statement-change.ts";
import { specVersions } from "../specs/versions.ts";
import { checkSpec } from "./check.ts";
import { readSpec, type SpecText } from "./documents.ts";

/**
 * Holds the catalogue against every version of the specs that is at hand.
 * @param path a folder with `distribution-spec/<revision>/` and `image-spec/<revision>/` (`edge` for main), or a clone of
 * one of the specs with its tags, whose HEAD is edge
 * @throws UnreadableSpec where it is neither
 */
export function checkSelf(path: string): SpecCheck[] {
  const texts = textsOf(path);
  const checks = specVersions.flatMap((version) => texts(revisionsOf(version)).map((text) => checkSpec(text, version)));
  return specNames.flatMap((name) => checks.filter(({ spec }) => spec === name));
}

/** What reads the texts at hand, of both specs or of one, at given revisions. */
export function textsOf(path: string): (at: Readonly<Record<SpecName, string>>) => SpecText[] {
  const folders = specNames.filter((spec) => existsSync(join(path, `${spec}-spec`)));
  if (folders.length > 0)
    return (at) =>
      folders.map((spec) => readSpec(join(path, `${spec}-spec`, isMain(spec, at[spec]) ? "edge" : at[spec])));
  const { spec } = readSpec(path, "HEAD");
  return (at) => [readSpec(path, isMain(spec, at[spec]) ? "HEAD" : at[spec])];
}

/** A version that one of the specs has not tagged yet is read from its main branch, as edge is. */
function isMain(spec: SpecName, revision: string): boolean {
  return revision === revisions[spec].edge;
}
