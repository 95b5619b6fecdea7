import type { ReferrerDescriptor } from "../policy/referrers.ts";
import type { RegistryRequest } from "../request.ts";

/** What a referrers answer holds, for faults to change. */
export interface List {
  manifests: ReferrerDescriptor[];
}

/** Whether one artifactType only was asked for (end-12b). */
export function isFiltered({ query }: RegistryRequest): boolean {
  return query.get("artifactType") !== undefined;
}
