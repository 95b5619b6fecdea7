/** The codes that the spec lists, in every version (distribution-spec, "Error Codes"). */
export const listed = [
  "BLOB_UNKNOWN",
  "BLOB_UPLOAD_INVALID",
  "BLOB_UPLOAD_UNKNOWN",
  "DIGEST_INVALID",
  "MANIFEST_BLOB_UNKNOWN",
  "MANIFEST_INVALID",
  "MANIFEST_UNKNOWN",
  "NAME_INVALID",
  "NAME_UNKNOWN",
  "SIZE_INVALID",
  "UNAUTHORIZED",
  "DENIED",
  "UNSUPPORTED",
  "TOOMANYREQUESTS",
];

/** Not in the list, but long in use: of Docker's schema 1, of the extensions, of widespread registries. */
export const wellKnown = [
  "TAG_INVALID",
  "MANIFEST_UNVERIFIED",
  "EXTENSION_UNKNOWN",
  "PAGINATION_NUMBER_INVALID",
  "UNKNOWN",
  "RANGE_INVALID",
];
