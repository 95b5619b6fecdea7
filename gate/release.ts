import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SpecName, specNames } from "../specs/spec-names.ts";
import type { SpecCheck } from "../specs/statement-change.ts";
import { releasedVersions } from "../specs/versions.ts";
import { checkSpec } from "./check.ts";
import { CannotRelease } from "./errors.ts";
import { withVersion } from "./freeze.ts";
import { textsOf } from "./self.ts";

/** The tag or branch of each spec that the new version is. */
export type Revisions = Readonly<Record<SpecName, string>>;

/**
 * Writes a new version into the catalogue of a checkout: it says what edge says, and stands before it in the list of
 * versions. Whatever else knows the versions follows when it is built.
 * @param version such as `1.2`
 * @param root of a checkout of this repository
 * @throws CannotRelease where it is no such checkout, or the version is no new one
 */
export function releaseVersion(version: string, revisions: Revisions, root: string): void {
  const list = join(root, "specs/versions.yaml");
  if (!existsSync(list))
    throw new CannotRelease(`${root} is no checkout of oci-conformance: the catalogue that a release is written into`);
  const last = releasedVersions.at(-1) ?? "0.0";
  if (!/^\d+\.\d+$/.test(version) || !isNewer(version, last))
    throw new CannotRelease(`"${version}" is no version after ${last}: give two numbers, such as ${following(last)}`);
  const text = readFileSync(list, "utf8");
  if (text.includes(JSON.stringify(version)))
    throw new CannotRelease(`${list} has ${version} already: build, and it is there`);
  for (const spec of specNames)
    for (const name of readdirSync(join(root, "specs", spec)))
      if (name.endsWith(".yaml")) rewrite(join(root, "specs", spec, name), (yaml) => withVersion(yaml, version));
  const said = `{ ${specNames.map((spec) => `${spec}: ${JSON.stringify(revisions[spec])}`).join(", ")} }`;
  writeFileSync(list, withVersion(text, version, said));
}

/**
 * Holds what the catalogue says of edge against the text of a release: only where it stands on nothing else may it be frozen.
 * @param path as for `checkSelf`
 * @throws UnreadableSpec where the text of a revision is not there
 */
export function checkRelease(path: string, revisions: Revisions): SpecCheck[] {
  return textsOf(path)(revisions).map((text) => checkSpec(text, "edge"));
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

function isNewer(version: string, last: string): boolean {
  return version.localeCompare(last, "en", { numeric: true }) > 0;
}

function following(last: string): string {
  const [major, minor] = last.split(".");
  return `${major}.${Number(minor) + 1}`;
}
