/** What the spec leaves to the registry: no combination breaks a MUST, and only `ranges` and `uploadCancel` leave a SHOULD. */
export interface Settings {
  /** What may be deleted; what may not answers 405. */
  deletion: { tags: boolean; manifests: boolean; blobs: boolean };
  /** Offer the referrers API and announce it with OCI-Subject. */
  referrers: boolean;
  /** List the registry's extensions at `_oci/ext/discover`. */
  extensions: boolean;
  /** Most entries in one tag list or referrers answer; the rest is behind a Link. */
  pageSize: number;
  /** Bytes that every chunk but the last must have; 0 is no minimum, and not announced. */
  chunkMinLength: number;
  /** Form of the Location headers. */
  locations: "relative" | "absolute";
  /** Put a `_state` parameter into upload Locations, without which the session is not found. */
  criticalQuery: boolean;
  /** Answer GET and HEAD of a blob with a 307 to the storage host. */
  blobRedirect: boolean;
  /** Let uploads go to the storage host. */
  offsiteUploads: boolean;
  /** Accept a blob in a single POST; otherwise such a POST opens a session. */
  singlePost: boolean;
  /** Mount blobs from other repositories; otherwise such a POST opens a session. */
  mount: boolean;
  /** Mount without a `from` parameter, from wherever the blob is. */
  anonymousMount: boolean;
  sha512: boolean;
  /** Create the tags that a manifest pushed by digest names in its query (edge). */
  tagParameters: boolean;
  /** Most tag parameters in one push; more answer 414. */
  maxTagParameters: number;
  uploadCancel: boolean;
  /** Seconds after which an upload session that nobody goes on with is forgotten. */
  uploadLifetime: number;
  /** Every write answers 405. */
  readOnly: boolean;
  /** Honour Range on blobs. */
  ranges: boolean;
  etag: boolean;
  /** Refuse manifests whose references are not in the repository. */
  checkReferences: boolean;
  /** Largest manifest, in bytes; larger ones answer 413. */
  manifestLimit: number;
  authentication: "none" | "basic" | "bearer";
  /** The account that may do everything. */
  user: Credentials;
  /**
   * The account that may do no more than pull here and push there: in one repository, or in all those below a name
   * that ends with a slash; nowhere when it is empty.
   */
  limitedUser: Credentials & { mayPull: string; mayPush: string };
  /** Nobody in particular may pull everything. */
  anonymousPull: boolean;
  /** Seconds that a bearer token holds. */
  tokenLifetime: number;
}

export interface Credentials {
  username: string;
  password: string;
}

const MiB = 1024 * 1024;

export const defaultSettings: Settings = {
  deletion: { tags: true, manifests: true, blobs: true },
  referrers: true,
  extensions: false,
  pageSize: 1000,
  chunkMinLength: 0,
  locations: "relative",
  criticalQuery: false,
  blobRedirect: false,
  offsiteUploads: false,
  singlePost: true,
  mount: true,
  anonymousMount: true,
  sha512: true,
  tagParameters: true,
  maxTagParameters: 100,
  uploadCancel: true,
  uploadLifetime: 24 * 60 * 60,
  readOnly: false,
  ranges: true,
  etag: true,
  checkReferences: true,
  manifestLimit: 4 * MiB + MiB / 4,
  authentication: "none",
  user: { username: "conformance", password: "conformance-secret" },
  limitedUser: { username: "limited", password: "limited-secret", mayPull: "public/", mayPush: "" },
  anonymousPull: false,
  tokenLifetime: 300,
};
