import { createHash } from "node:crypto";
import { algorithmOf, isAlgorithm } from "../grammar.ts";
import type { ManifestFacts } from "../manifest.ts";
import type { Registry } from "../registry.ts";
import type { Manifest, Repository } from "../store/repository.ts";

/** Decisions on manifests. */
export interface ManifestPolicy {
  /** The manifest that a repository has under this digest. */
  find(repository: Repository, digest: string, registry: Registry): Manifest | undefined;
  /** Whether the pushed bytes have the digest in the path. */
  verifies(digest: string, bytes: Buffer): boolean;
  /** Bytes and type as they are stored. */
  stores(bytes: Buffer, mediaType: string): { bytes: Buffer; mediaType: string };
  /** Largest manifest, in bytes. */
  limit(registry: Registry): number;
  /** Whether a reference to content that is not in the repository is held against the manifest. */
  misses(digest: string, facts: ManifestFacts): boolean;
  /** The `tag` parameters that are looked at. */
  tagParameters(tags: string[]): string[];
}

export const conformantManifests: ManifestPolicy = {
  find: (repository, digest) => repository.manifests.get(digest),
  verifies(digest, bytes) {
    const algorithm = algorithmOf(digest);
    return isAlgorithm(algorithm) && digest === `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
  },
  stores: (bytes, mediaType) => ({ bytes, mediaType }),
  limit: (registry) => registry.settings.manifestLimit,
  misses: () => true,
  tagParameters: (tags) => tags,
};
