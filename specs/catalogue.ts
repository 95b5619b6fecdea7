import { readFileSync } from "node:fs";
import type { RequirementId } from "./generated/ids.ts";
import type { Requirement } from "./model.ts";

export type { RequirementId } from "./generated/ids.ts";

/** Every requirement of the distribution spec, in catalogue order (`npm run generate` compiles the YAML). */
export const catalogue: readonly Requirement[] = JSON.parse(
  readFileSync(new URL("./generated/catalogue.json", import.meta.url), "utf8"),
);

const byId = new Map(catalogue.map((requirement) => [requirement.id, requirement]));

/** @throws RangeError when the catalogue has no such id */
export function requirementOf(id: RequirementId): Requirement {
  const requirement = byId.get(id);
  if (!requirement) throw new RangeError(`the catalogue has no requirement "${id}"`);
  return requirement;
}

export function isRequirementId(id: string): id is RequirementId {
  return byId.has(id);
}
