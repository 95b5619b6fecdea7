import { digestInvalid, nameUnknown } from "../errors.ts";
import { algorithmOf } from "../grammar.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Repository } from "../store/repository.ts";

/** @throws Refusal NAME_UNKNOWN when nothing was ever pushed there */
export function repositoryOf({ name }: RegistryRequest, registry: Registry): Repository {
  const repository = registry.repositories.get(name);
  if (!repository) throw nameUnknown(name);
  return repository;
}

/**
 * A digest that something is looked up by. One of an unknown algorithm is a digest: there is just nothing under it.
 * @throws Refusal DIGEST_INVALID when it is malformed
 */
export function digestToFind(digest: string, { policy }: Registry): string {
  if (policy.digests.isWellFormed(digest)) return digest;
  throw digestInvalid(`${digest || "an empty string"} is no digest`);
}

/**
 * A digest that something is pushed under.
 * @throws Refusal DIGEST_INVALID when it is malformed, or of an algorithm that is not supported here
 */
export function digestToPush(digest: string, registry: Registry): string {
  digestToFind(digest, registry);
  if (registry.policy.digests.supports(algorithmOf(digest), registry.settings)) return digest;
  throw digestInvalid(`${algorithmOf(digest)} is no digest algorithm that this registry supports`);
}
