/** What the official suite (v2) may be told: its keys in YAML, and the environment variable that says the same. */

interface Key {
  variable?: string;
  kind: "text" | "switch" | "list";
  /** The only words it takes. */
  words?: readonly string[];
}

const text = (variable: string, words?: readonly string[]): Key => ({
  variable,
  kind: "text",
  ...(words ? { words } : {}),
});
const flip = (variable: string): Key => ({ variable, kind: "switch" });
const list = (variable: string): Key => ({ variable, kind: "list" });

export const keys = {
  version: text("OCI_VERSION", ["1.0", "1.1", "stable", "dev", "1.1+dev"]),
  registry: text("OCI_REGISTRY"),
  tls: text("OCI_TLS", ["enabled", "disabled", "insecure"]),
  repo1: text("OCI_REPO1"),
  repo2: text("OCI_REPO2"),
  username: text("OCI_USERNAME"),
  password: text("OCI_PASSWORD"),
  cacheAuth: flip("OCI_CACHE_AUTH"),
  logging: text("OCI_LOG", ["debug", "info", "warn", "error"]),
  filterTest: text("OCI_FILTER_TEST"),
  resultsDir: text("OCI_RESULTS_DIR"),
  commit: { kind: "text" },
  legacy: { kind: "switch" },
  "apis.ping": flip("OCI_API_PING"),
  "apis.pull": flip("OCI_API_PULL"),
  "apis.push": flip("OCI_API_PUSH"),
  "apis.blobs.atomic": flip("OCI_API_BLOBS_ATOMIC"),
  "apis.blobs.delete": flip("OCI_API_BLOBS_DELETE"),
  "apis.blobs.digestHeader": flip("OCI_API_BLOBS_DIGEST_HEADER"),
  "apis.blobs.mountAnonymous": flip("OCI_API_BLOBS_MOUNT_ANONYMOUS"),
  "apis.blobs.uploadCancel": flip("OCI_API_BLOBS_UPLOAD_CANCEL"),
  "apis.manifests.atomic": flip("OCI_API_MANIFESTS_ATOMIC"),
  "apis.manifests.delete": flip("OCI_API_MANIFESTS_DELETE"),
  "apis.manifests.digestHeader": flip("OCI_API_MANIFESTS_DIGEST_HEADER"),
  "apis.manifests.tagParam": flip("OCI_API_MANIFESTS_TAG_PARAM"),
  "apis.tags.atomic": flip("OCI_API_TAGS_ATOMIC"),
  "apis.tags.delete": flip("OCI_API_TAGS_DELETE"),
  "apis.tags.list": flip("OCI_API_TAGS_LIST"),
  "apis.referrer": flip("OCI_API_REFERRER"),
  "data.image": flip("OCI_DATA_IMAGE"),
  "data.index": flip("OCI_DATA_INDEX"),
  "data.indexList": flip("OCI_DATA_INDEX_LIST"),
  "data.sparse": flip("OCI_DATA_SPARSE"),
  "data.artifact": flip("OCI_DATA_ARTIFACT"),
  "data.subject": flip("OCI_DATA_SUBJECT"),
  "data.subjectMissing": flip("OCI_DATA_SUBJECT_MISSING"),
  "data.artifactList": flip("OCI_DATA_ARTIFACT_LIST"),
  "data.subjectList": flip("OCI_DATA_SUBJECT_LIST"),
  "data.dataField": flip("OCI_DATA_DATA_FIELD"),
  "data.nondistributable": flip("OCI_DATA_NONDISTRIBUTABLE"),
  "data.customFields": flip("OCI_DATA_CUSTOM_FIELDS"),
  "data.noLayers": flip("OCI_DATA_NO_LAYERS"),
  "data.emptyBlob": flip("OCI_DATA_EMPTY_BLOB"),
  "data.sha512": flip("OCI_DATA_SHA512"),
  "roData.tags": list("OCI_RO_DATA_TAGS"),
  "roData.manifests": list("OCI_RO_DATA_MANIFESTS"),
  "roData.blobs": list("OCI_RO_DATA_BLOBS"),
  "roData.referrers": list("OCI_RO_DATA_REFERRERS"),
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof keys;

export const keyEntries = Object.entries(keys) as [KeyName, Key][];

/** The variables of the first version of the official suite, which the second still reads in part. */
export const legacyVariables = [
  "OCI_ROOT_URL",
  "OCI_NAMESPACE",
  "OCI_CROSSMOUNT_NAMESPACE",
  "OCI_TEST_PULL",
  "OCI_TEST_PUSH",
  "OCI_TEST_CONTENT_DISCOVERY",
  "OCI_TEST_CONTENT_MANAGEMENT",
  "OCI_DEBUG",
  "OCI_HIDE_SKIPPED_WORKFLOWS",
  "OCI_DELETE_MANIFEST_BEFORE_BLOBS",
  "OCI_TAG_NAME",
  "OCI_MANIFEST_DIGEST",
  "OCI_BLOB_DIGEST",
  "OCI_TAG_LIST",
  "OCI_REPORT_DIR",
  "OCI_AUTH_SCOPE",
  "OCI_AUTOMATIC_CROSSMOUNT",
  "OCI_SKIP_EMPTY_LAYER_PUSH_TEST",
] as const;

export type LegacyVariable = (typeof legacyVariables)[number];

/** Every variable that begins with OCI_ and means something here. */
export const knownVariables: readonly string[] = [
  ...keyEntries.flatMap(([, { variable }]) => variable ?? []),
  ...legacyVariables,
  "OCI_CONFIGURATION",
  "OCI_TOKEN",
];
