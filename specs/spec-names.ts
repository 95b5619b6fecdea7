import { type SpecVersion, revisions as versioned } from "./versions.ts";

/** The specs that the catalogues are about; also the folders of their YAML files. */
export const specNames = ["distribution", "image"] as const;

export type SpecName = (typeof specNames)[number];

/** The tag or branch that each version of a spec is read from. */
export const revisions: Readonly<Record<SpecName, Readonly<Record<SpecVersion, string>>>> = versioned;

/** The tag or branch of each spec that a version is read from. */
export function revisionsOf(version: SpecVersion): Record<SpecName, string> {
  return { distribution: revisions.distribution[version], image: revisions.image[version] };
}
