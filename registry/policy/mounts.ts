import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Blob } from "../store/repository.ts";

/** Decisions on mounting a blob from another repository. */
export interface MountPolicy {
  /** Whether the asker may read that repository, and so mount from it. */
  mayReadSource(name: string, request: RegistryRequest, registry: Registry): boolean;
  /** Whether the blob becomes visible in the target repository. */
  links(blob: Blob): boolean;
}

export const conformantMounts: MountPolicy = {
  mayReadSource: (repository, { identity }, registry) =>
    registry.policy.auth.allows(identity, { repository, action: "pull" }, registry),
  links: () => true,
};
