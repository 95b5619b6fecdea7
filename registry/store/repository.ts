import type { SharedContent } from "./store.ts";

/** A blob as one repository has it. */
export interface Blob {
  /** The digest it was pushed under. */
  digest: string;
  content: SharedContent;
  /** The registry's clock when this repository got it. */
  since: number;
}

/** A manifest as one repository has it: the exact bytes and the type they were pushed with. */
export interface Manifest {
  /** The digest it was pushed under; sha256 when it was pushed by tag. */
  digest: string;
  mediaType: string;
  bytes: Buffer;
  /** Digest of the manifest that it refers to as its subject. */
  subject?: string;
  /** What a referrers answer says of it. */
  artifactType?: string;
  annotations?: Record<string, string>;
  /** The registry's clock when this repository got it. */
  since: number;
}

/** Everything that is visible under one name. */
export class Repository {
  readonly name: string;
  readonly blobs = new Map<string, Blob>();
  readonly manifests = new Map<string, Manifest>();
  /** Digests by tag. */
  readonly tags = new Map<string, string>();

  constructor(name: string) {
    this.name = name;
  }

  /** Removes the manifest with its tags. Its entries in referrers answers go with it, being computed from it. */
  removeManifest(digest: string): void {
    this.manifests.delete(digest);
    for (const [tag, target] of this.tags) if (target === digest) this.tags.delete(tag);
  }
}
