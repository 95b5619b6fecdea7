import type { Settings } from "../registry/settings.ts";
import type { Wishes } from "./configuration.ts";

/** The credentials that fit an embedded registry with these settings: none, unless it asks for some. */
export function accountsFor(settings: Partial<Settings>): Wishes {
  return settings.authentication ? {} : {};
}
