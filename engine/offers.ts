import type { Capability, Category } from "../specs/model.ts";
import type { CapabilityFinding } from "./capabilities.ts";

/** A category is offered by a target that has any of these; the spec lets a registry do without all of them. */
const offeredBy: Partial<Record<Category, readonly Capability[]>> = {
  push: ["push"],
  discovery: ["referrers", "tag-list"],
  management: ["tag-deletion", "manifest-deletion", "blob-deletion"],
};

/** False when the target was seen to have nothing of the category: then it does not claim it. */
export function offers(category: Category, findings: ReadonlyMap<Capability, CapabilityFinding>): boolean {
  const found = (offeredBy[category] ?? []).flatMap((capability) => findings.get(capability) ?? []);
  // Without pushes there is nothing to delete either.
  if (category === "management" && findings.get("push")?.supported === false) return false;
  return found.length === 0 || found.some(({ supported }) => supported !== false);
}
