import { type AuthPolicy, conformantAuth } from "./policy/auth.ts";
import { type BlobPolicy, conformantBlobs } from "./policy/blobs.ts";
import { conformantDigests, type DigestPolicy } from "./policy/digests.ts";
import { conformantHttp, type HttpPolicy } from "./policy/http.ts";
import { conformantManifests, type ManifestPolicy } from "./policy/manifests.ts";
import { conformantMounts, type MountPolicy } from "./policy/mounts.ts";
import { conformantNames, type NamePolicy } from "./policy/names.ts";
import { conformantReferrers, type ReferrersPolicy } from "./policy/referrers.ts";
import { conformantTags, type TagPolicy } from "./policy/tags.ts";
import { conformantUploads, type UploadPolicy } from "./policy/uploads.ts";

/** Every decision that a fault can change, by family. The operations ask; the answers below are the conformant ones. */
export interface Policy {
  names: NamePolicy;
  digests: DigestPolicy;
  tags: TagPolicy;
  blobs: BlobPolicy;
  uploads: UploadPolicy;
  mounts: MountPolicy;
  manifests: ManifestPolicy;
  referrers: ReferrersPolicy;
  auth: AuthPolicy;
  http: HttpPolicy;
}

export type PolicyOverrides = { [Family in keyof Policy]?: Partial<Policy[Family]> };

export const conformant: Policy = {
  names: conformantNames,
  digests: conformantDigests,
  tags: conformantTags,
  blobs: conformantBlobs,
  uploads: conformantUploads,
  mounts: conformantMounts,
  manifests: conformantManifests,
  referrers: conformantReferrers,
  auth: conformantAuth,
  http: conformantHttp,
};

/** The conformant policy with these changes, the last one winning. */
export function policyWith(overrides: readonly PolicyOverrides[]): Policy {
  const family = <F extends keyof Policy>(name: F): Policy[F] =>
    Object.assign({}, conformant[name], ...overrides.map((override) => override[name] ?? {}));
  return {
    names: family("names"),
    digests: family("digests"),
    tags: family("tags"),
    blobs: family("blobs"),
    uploads: family("uploads"),
    mounts: family("mounts"),
    manifests: family("manifests"),
    referrers: family("referrers"),
    auth: family("auth"),
    http: family("http"),
  };
}
