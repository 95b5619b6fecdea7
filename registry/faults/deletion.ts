import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { defaultSettings } from "../settings.ts";

/** What may be deleted when a fault does not say otherwise. */
export const { deletion } = defaultSettings;

export function inKnownRepository({ name }: RegistryRequest, { repositories }: Registry): boolean {
  return repositories.has(name);
}

/** Where a registry remembers what was deleted, to misbehave about it later. */
export function graveOf({ name, reference }: Pick<RegistryRequest, "name" | "reference">): string {
  return `deleted ${name} ${reference}`;
}
