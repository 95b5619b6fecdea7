import type { Registry } from "../registry.ts";
import type { Manifest, Repository } from "../store/repository.ts";

/** A descriptor in a referrers answer. */
export interface ReferrerDescriptor {
  mediaType: string;
  digest: string;
  size: number;
  artifactType?: string;
  annotations?: Record<string, string>;
}

/** Decisions on referrers. */
export interface ReferrersPolicy {
  /** The manifests of a repository whose subject is that digest. */
  find(repository: Repository, subject: string, registry: Registry): Manifest[];
  describe(manifest: Manifest): ReferrerDescriptor;
  matches(descriptor: ReferrerDescriptor, artifactType: string): boolean;
}

export const conformantReferrers: ReferrersPolicy = {
  find: (repository, subject) => [...repository.manifests.values()].filter((manifest) => manifest.subject === subject),
  describe: ({ mediaType, digest, bytes, artifactType, annotations }) => ({
    mediaType,
    digest,
    size: bytes.length,
    ...(artifactType ? { artifactType } : {}),
    ...(annotations ? { annotations } : {}),
  }),
  matches: (descriptor, artifactType) => descriptor.artifactType === artifactType,
};
