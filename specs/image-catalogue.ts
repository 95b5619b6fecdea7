import type { Level, SpecVersion } from "./model.ts";

/** Stands in until the catalogue of the image spec is there. */
export type ImageRequirementId = string;

export interface ImageRequirement {
  id: string;
  title: string;
  levels: Record<SpecVersion, Level | null>;
}

export function imageRequirementOf(id: ImageRequirementId): ImageRequirement {
  return { id, title: id, levels: { "1.0": null, "1.1": null, edge: null } };
}
