import type { RequirementId } from "../../specs/catalogue.ts";

/** What stands behind a name of the official suite. */
export interface Name {
  /** What has to hold for it to have passed. Without a verdict on any of them the name is absent. */
  shows: readonly RequirementId[];
  /**
   * What says that it failed, beside those: ids, `*` for any text. That they hold shows nothing: many of them hold of a
   * registry that does not offer the thing at all.
   */
  breaks: readonly string[];
}

const name = (shows: readonly RequirementId[], ...breaks: string[]): Name => ({ shows, breaks });

/** The names of `apis` in the official suite's results.yaml. */
export const apis: Record<string, Name> = {
  "Blob anonymous mount": name(["push.mount.from-optional"]),
  "Blob chunked": name(["push.chunked.patch-202", "push.chunked.close-201"], "push.chunked.*"),
  "Blob delete": name(
    ["management.blob.delete-202"],
    "management.blob.delete-unknown-404",
    "management.blob.delete-cross-repo",
  ),
  "Blob delete atomic": name(["management.blob.delete-get-404"]),
  "Blob get": name(["pull.blob.get-200"], "pull.blob.get-*", "pull.blob.invalid-digest", "pull.blob.repo-isolation"),
  "Blob get range": name(["pull.blob.range-supported"], "pull.blob.range-*"),
  "Blob head": name(["pull.blob.head-200"], "pull.blob.head-*"),
  "Blob mount": name(["push.mount.created-201", "push.mount.visible-in-target"], "push.mount.*"),
  "Blob post only": name(["push.single-post.created-201"], "push.single-post.*"),
  "Blob post put": name(["push.put.created-201"], "push.put.*", "push.session.*"),
  "Blob push": name(["push.put.blob-available"], "push.put.*", "push.session.*"),
  "Blob streaming": name(["push.stream.patch-without-content-range"], "push.stream.*"),
  "Blob upload cancel": name(["push.cancel.delete-204"], "push.cancel.*"),
  "Manifest delete": name(
    ["management.manifest.delete-202"],
    "management.manifest.delete-unknown*",
    "management.manifest.delete-cross-repo",
  ),
  "Manifest delete atomic": name(["management.manifest.delete-get-404"]),
  "Manifest get by digest": name(
    ["pull.manifest.get-by-digest-body"],
    "pull.manifest.get-200",
    "pull.manifest.content-*",
  ),
  "Manifest get by tag": name(["pull.manifest.get-200"], "pull.manifest.get-*", "pull.manifest.content-*"),
  "Manifest head by digest": name(["pull.manifest.head-by-digest-only"], "pull.manifest.head-*"),
  "Manifest head by tag": name(["pull.manifest.head-200"], "pull.manifest.head-*"),
  "Manifest put by digest": name(
    ["push.manifest.by-digest-untagged"],
    "push.manifest.digest-mismatch",
    "push.manifest.created-201",
    "push.manifest.location*",
  ),
  "Manifest put by tag": name(
    ["push.manifest.created-201"],
    "push.manifest.location*",
    "push.manifest.exact-bytes",
    "push.manifest.content-digest-header",
  ),
  "Manifest put with subject": name(
    ["push.manifest.oci-subject"],
    "push.manifest.oci-subject-index",
    "push.manifest.created-201",
  ),
  "Manifest put with tag params": name(
    ["push.manifest.tag-param"],
    "push.manifest.tag-param*",
    "push.manifest.created-201",
  ),
  Ping: name(["base.v2.get-200"], "base.v2.*"),
  Referrers: name(["referrers.list-200"], "referrers.*"),
  "Tag delete": name(
    ["management.tag.delete-202"],
    "management.tag.delete-unknown-404",
    "management.tag.delete-keeps-manifest",
  ),
  "Tag delete atomic": name(["management.tag.delete-get-404"]),
  "Tag listing": name(["discovery.tags.list-200", "discovery.tags.complete"], "discovery.tags.*"),
};

/** What goes wrong with every manifest, whatever is in it. */
const anyManifest = [
  "push.manifest.created-201",
  "push.manifest.location*",
  "push.manifest.content-digest-header",
  "pull.manifest.get-*",
  "pull.manifest.head-*",
];

/** What goes wrong with every manifest that has blobs. */
const anyImage = [...anyManifest, "pull.blob.get-*", "pull.blob.head-*"];

/** What goes wrong with every blob. */
const anyBlob = [
  "pull.blob.get-*",
  "pull.blob.head-*",
  "push.put.*",
  "push.session.*",
  "push.chunked.*",
  "push.stream.*",
  "push.single-post.*",
];

/**
 * The names of `data`, likewise. What this suite does not push is not among them: Artifact Index, Image Uncompressed, Read
 * Only Inputs, Tag Param sha512.
 */
export const data: Record<string, Name> = {
  Artifact: name(["push.manifest.artifact-type"], ...anyImage),
  "Artifact without Layers": name(["push.manifest.empty-layers"], ...anyImage),
  "Artifacts with Subject": name(["push.manifest.oci-subject", "referrers.new-pushes-included"], ...anyImage),
  "Bad Digest Image": name(
    ["push.put.digest-mismatch-400"],
    "push.put.digest-mismatch*",
    "push.single-post.digest-mismatch",
  ),
  "Blobs sha256": name(["base.digest.sha256"], ...anyBlob),
  "Blobs sha512": name(["base.digest.sha512"]),
  "Custom Fields": name(["push.manifest.unknown-fields"], ...anyImage),
  "Data Field": name(["push.manifest.data-field"], ...anyImage),
  "Digest Algorithm sha512": name(["push.chunked.digest-algorithm-param"]),
  "Empty Index": name(["push.manifest.empty-layers"], ...anyManifest),
  Image: name(["push.manifest.references-blobs"], ...anyImage),
  "Image with Large Manifest": name(["push.manifest.four-megabytes"], ...anyImage),
  Index: name(["push.manifest.index-accepted"], ...anyImage),
  "Index with Subject": name(["push.manifest.oci-subject-index"], ...anyImage),
  "Invalid Manifest Digest": name(["push.manifest.digest-mismatch"]),
  "Missing Subject": name(["push.manifest.subject-missing-accepted"], ...anyImage),
  "Nested Index": name(["push.manifest.index-accepted"], ...anyImage),
  "No Layers": name(["push.manifest.empty-layers"], ...anyImage),
  "Non-distributable Layers": name(["push.manifest.nondistributable"], ...anyImage),
  "Sparse Manifests": name(["push.manifest.missing-blob-reject", "push.manifest.sparse-index"], ...anyImage),
  "Tag Param": name(["push.manifest.tag-param"], "push.manifest.tag-param*", ...anyImage),
};
