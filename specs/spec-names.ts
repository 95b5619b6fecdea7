import type { SpecVersion } from "./model.ts";

/** The specs that the catalogues are about; also the folders of their YAML files. */
export const specNames = ["distribution", "image"] as const;

export type SpecName = (typeof specNames)[number];

/** The tag or branch that each version of a spec is read from. */
export const revisions: Readonly<Record<SpecName, Readonly<Record<SpecVersion, string>>>> = {
  distribution: { "1.0": "v1.0.1", "1.1": "v1.1.1", edge: "main" },
  image: { "1.0": "v1.0.2", "1.1": "v1.1.1", edge: "main" },
};
