import { existsSync } from "node:fs";
import { join } from "node:path";
import { type SpecVersion, specVersions } from "../specs/model.ts";
import { revisions, type SpecName, specNames } from "../specs/spec-names.ts";
import type { SpecCheck } from "../specs/statement-change.ts";
import { checkSpec } from "./check.ts";
import { readSpec, type SpecText } from "./documents.ts";

/**
 * Holds the catalogue against every version of the specs that is at hand.
 * @param path a folder with `distribution-spec/<revision>/` and `image-spec/<revision>/` (`edge` for main), or a clone of
 * one of the specs with its tags, whose HEAD is edge
 * @throws UnreadableSpec where it is neither
 */
export function checkSelf(path: string): SpecCheck[] {
  const folders = specNames.filter((spec) => existsSync(join(path, `${spec}-spec`)));
  if (folders.length > 0)
    return folders.flatMap((spec) => each((version) => readSpec(join(path, `${spec}-spec`, folderOf(spec, version)))));
  const { spec } = readSpec(path, "HEAD");
  return each((version) => readSpec(path, version === "edge" ? "HEAD" : revisions[spec][version]));
}

function each(read: (version: SpecVersion) => SpecText): SpecCheck[] {
  return specVersions.map((version) => checkSpec(read(version), version));
}

function folderOf(spec: SpecName, version: SpecVersion): string {
  return version === "edge" ? "edge" : revisions[spec][version];
}
