import { digestInvalid, nameUnknown } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Repository } from "../store/repository.ts";

/** @throws Refusal NAME_UNKNOWN when nothing was ever pushed there */
export function repositoryOf({ name }: RegistryRequest, registry: Registry): Repository {
  const repository = registry.repositories.get(name);
  if (!repository) throw nameUnknown(name);
  return repository;
}

/** @throws Refusal DIGEST_INVALID when it is malformed, or of an algorithm that is not supported here */
export function checkDigest(digest: string, { policy, settings }: Registry): string {
  if (policy.digests.accepts(digest, settings)) return digest;
  throw digestInvalid(`${digest || "an empty string"} is no digest that this registry supports`);
}
