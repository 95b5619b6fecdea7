import type { RequirementId } from "../../specs/catalogue.ts";

/** The names of `apis` in the official suite's results.yaml, and the requirements that say how each fares. */
export const apis: Record<string, readonly RequirementId[]> = {
  "Blob anonymous mount": ["push.mount.from-optional"],
  "Blob chunked": ["push.chunked.patch-202", "push.chunked.patch-location", "push.chunked.close-201"],
  "Blob delete": ["management.blob.delete-202", "management.blob.delete-unknown-404"],
  "Blob delete atomic": ["management.blob.delete-get-404"],
  "Blob get": ["pull.blob.get-200", "pull.blob.get-404"],
  "Blob get range": ["pull.blob.range-supported", "pull.blob.range-off-by-one"],
  "Blob head": ["pull.blob.head-200", "pull.blob.head-404"],
  "Blob mount": ["push.mount.created-201", "push.mount.visible-in-target", "push.mount.fallback-202"],
  "Blob post only": ["push.single-post.created-201", "push.single-post.fallback-202"],
  "Blob post put": ["push.session.post-202", "push.session.post-location", "push.put.created-201", "push.put.location"],
  "Blob push": ["push.put.blob-available", "push.put.digest-mismatch-not-stored"],
  "Blob streaming": ["push.stream.patch-without-content-range", "push.stream.patch-range-header"],
  "Blob upload cancel": ["push.cancel.delete-204", "push.cancel.session-gone"],
  "Manifest delete": ["management.manifest.delete-202", "management.manifest.delete-unknown-404"],
  "Manifest delete atomic": ["management.manifest.delete-get-404"],
  "Manifest get by digest": ["pull.manifest.get-by-digest-body"],
  "Manifest get by tag": ["pull.manifest.get-200", "pull.manifest.get-404"],
  "Manifest head by digest": ["pull.manifest.head-by-digest-only"],
  "Manifest head by tag": ["pull.manifest.head-200", "pull.manifest.head-404"],
  "Manifest put by digest": ["push.manifest.by-digest-untagged"],
  "Manifest put by tag": ["push.manifest.created-201", "push.manifest.location"],
  "Manifest put with subject": ["push.manifest.oci-subject"],
  "Manifest put with tag params": ["push.manifest.tag-param", "push.manifest.tag-param-oci-tag"],
  Ping: ["base.v2.get-200"],
  Referrers: ["referrers.list-200", "referrers.body-index", "referrers.content-type", "referrers.descriptor-basics"],
  "Tag delete": ["management.tag.delete-202", "management.tag.delete-unknown-404"],
  "Tag delete atomic": ["management.tag.delete-get-404"],
  "Tag listing": ["discovery.tags.list-200", "discovery.tags.body", "discovery.tags.complete"],
};

/**
 * The names of `data`, likewise. What this suite does not push is not among them: Artifact Index, Image Uncompressed, Read
 * Only Inputs.
 */
export const data: Record<string, readonly RequirementId[]> = {
  Artifact: ["push.manifest.artifact-type"],
  "Artifact without Layers": ["push.manifest.empty-layers"],
  "Artifacts with Subject": ["push.manifest.oci-subject", "referrers.new-pushes-included"],
  "Bad Digest Image": ["push.put.digest-mismatch-400", "push.put.digest-mismatch-not-stored"],
  "Blobs sha256": ["base.digest.sha256"],
  "Blobs sha512": ["base.digest.sha512"],
  "Custom Fields": ["push.manifest.unknown-fields"],
  "Data Field": ["push.manifest.data-field"],
  "Digest Algorithm sha512": ["push.chunked.digest-algorithm-param"],
  "Empty Index": ["push.manifest.empty-layers"],
  Image: ["push.manifest.created-201", "push.manifest.references-blobs", "pull.manifest.get-200", "pull.blob.get-200"],
  "Image with Large Manifest": ["push.manifest.four-megabytes"],
  Index: ["push.manifest.index-accepted"],
  "Index with Subject": ["push.manifest.oci-subject-index"],
  "Invalid Manifest Digest": ["push.manifest.digest-mismatch"],
  "Missing Subject": ["push.manifest.subject-missing-accepted"],
  "Nested Index": ["push.manifest.index-accepted"],
  "No Layers": ["push.manifest.empty-layers"],
  "Non-distributable Layers": ["push.manifest.nondistributable"],
  "Sparse Manifests": ["push.manifest.missing-blob-reject", "push.manifest.sparse-index"],
  "Tag Param": ["push.manifest.tag-param"],
};
