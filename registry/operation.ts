/** What a request asks for, in the words of the spec's endpoint table. */
export const operations = [
  "root",
  "token",
  "blob.get",
  "blob.head",
  "blob.delete",
  "upload.open",
  "upload.single",
  "upload.mount",
  "upload.chunk",
  "upload.status",
  "upload.close",
  "upload.cancel",
  "manifest.get",
  "manifest.head",
  "manifest.put",
  "manifest.delete",
  "tag.delete",
  "tags.list",
  "referrers.list",
  "extensions.discover",
  /** A path that exists, under a method that it does not have. */
  "method-not-allowed",
  /** A path that does not exist. */
  "unknown",
] as const;

export type Operation = (typeof operations)[number];
