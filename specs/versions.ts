import { specVersions } from "./generated/versions.ts";

export { revisions, specVersions, standardVersion } from "./generated/versions.ts";

/** A version of the specs as `specs/versions.yaml` lists them, such as `1.1`; `edge` is the main branch. */
export type SpecVersion = (typeof specVersions)[number];

/** The versions that are released: all but edge. */
export const releasedVersions = specVersions.filter((version) => version !== "edge");

/** Whether a version came after another; edge came after all. What changed after 1.1 is told so, and stays when edge is released. */
export function isAfter(version: SpecVersion, other: SpecVersion): boolean {
  return specVersions.indexOf(version) > specVersions.indexOf(other);
}

/** The versions that came after that one, in their order. */
export function versionsAfter(other: SpecVersion): SpecVersion[] {
  return specVersions.filter((version) => isAfter(version, other));
}
