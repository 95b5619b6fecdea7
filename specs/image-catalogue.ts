import { readFileSync } from "node:fs";
import type { ImageRequirementId } from "./generated/image-ids.ts";
import type { ImageRequirement } from "./image-model.ts";

export type { ImageRequirementId } from "./generated/image-ids.ts";

/** Every requirement of the image spec, in catalogue order (`npm run generate` compiles the YAML). */
export const imageCatalogue: readonly ImageRequirement[] = JSON.parse(
  readFileSync(new URL("./generated/image-catalogue.json", import.meta.url), "utf8"),
);

const byId = new Map<string, ImageRequirement>(imageCatalogue.map((requirement) => [requirement.id, requirement]));

/** @throws RangeError when the catalogue has no such id */
export function imageRequirementOf(id: ImageRequirementId): ImageRequirement {
  const requirement = byId.get(id);
  if (!requirement) throw new RangeError(`the image catalogue has no requirement "${id}"`);
  return requirement;
}

export function isImageRequirementId(id: string): id is ImageRequirementId {
  return byId.has(id);
}
