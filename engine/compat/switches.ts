import type { KeyName } from "./keys.ts";

export type SwitchName = Extract<KeyName, `apis.${string}` | `data.${string}`>;

interface Effect {
  /** The requirements that are skipped where the switch is off: ids, `*` for any text. */
  skip?: readonly string[];
  /** The data sets that are not pushed. */
  skipData?: readonly string[];
  /** What is not deleted in the end either. */
  keeps?: "tag" | "manifest" | "blob" | "upload";
  /** What else there is to say where it is off. */
  remark?: string;
}

/** To find out what a registry offers, one of each kind is deleted. */
const asksForDeletion = [
  "base.category.*",
  "errors.code.unsupported",
  "management.disable-allowed",
  "management.tag-only-manifest",
];

const ofManifestDeletion = ["referrers.deleted-removed", "referrers.subject-deleted", "management.referrers.*"];

/** What lists referrers, or pushes what has a subject. */
const ofReferrers = ["referrers.*", "management.referrers.*", "push.manifest.oci-subject*"];

/** What a switch of the official suite takes away when it is off. On, it adds nothing: all is tested that the spec says. */
export const switches: Record<SwitchName, Effect> = {
  "apis.ping": { skip: ["base.v2.*"] },
  "apis.pull": { skip: ["pull.*"] },
  "apis.push": { remark: "nothing but GET and HEAD is sent" },
  "apis.blobs.atomic": { skip: ["management.blob.delete-get-404", "management.blob.reupload-after-delete"] },
  "apis.blobs.delete": {
    skip: ["management.blob.*", "push.mount.persist-after-source-delete", ...asksForDeletion],
    keeps: "blob",
  },
  "apis.blobs.digestHeader": { skip: ["pull.blob.*-digest-header", "push.put.content-digest-header"] },
  "apis.blobs.mountAnonymous": { skip: ["push.mount.from-optional"] },
  "apis.blobs.uploadCancel": { skip: ["push.cancel.*"], keeps: "upload" },
  "apis.manifests.atomic": {
    skip: [
      "management.manifest.delete-get-404",
      "management.manifest.delete-tags-404",
      "management.manifest.repush-after-delete",
      "management.referrers.*",
      "referrers.deleted-removed",
    ],
  },
  "apis.manifests.delete": {
    skip: ["management.manifest.*", ...ofManifestDeletion, ...asksForDeletion],
    keeps: "manifest",
  },
  "apis.manifests.digestHeader": {
    skip: [
      "pull.manifest.content-digest-header",
      "pull.manifest.head-digest-header",
      "push.manifest.content-digest-header",
    ],
  },
  "apis.manifests.tagParam": { skip: ["push.manifest.tag-param*"] },
  "apis.tags.atomic": { skip: ["management.tag.delete-get-404", "discovery.tags.reflects-delete"] },
  "apis.tags.delete": {
    skip: ["management.tag.*", "discovery.tags.reflects-delete", ...asksForDeletion],
    keeps: "tag",
  },
  "apis.tags.list": { skip: ["discovery.tags.*"] },
  "apis.referrer": { skip: ofReferrers },
  "data.image": {},
  "data.index": { skip: ["push.manifest.index-accepted", "push.manifest.sparse-index", "pull.negotiation.*"] },
  "data.indexList": { skipData: ["an index of an index"] },
  "data.sparse": { skip: ["push.manifest.missing-blob-reject", "push.manifest.sparse-index"] },
  "data.artifact": { skip: ["push.manifest.artifact-type"] },
  "data.subject": {
    skip: [...ofReferrers, "push.manifest.subject-missing-accepted"],
    remark: "without a subject there is nothing to list",
  },
  "data.subjectMissing": { skip: ["push.manifest.subject-missing-accepted", "referrers.subject-pushed-later"] },
  "data.artifactList": { remark: "nothing here pushes an index with an artifact type and no subject" },
  "data.subjectList": { skip: ["push.manifest.oci-subject-index", "referrers.index-no-artifact-type"] },
  "data.dataField": { skip: ["push.manifest.data-field"] },
  "data.nondistributable": { skip: ["push.manifest.nondistributable"] },
  "data.customFields": { skip: ["push.manifest.unknown-fields"] },
  "data.noLayers": { skip: ["push.manifest.empty-layers"] },
  "data.emptyBlob": { skip: ["pull.empty-blob", "push.put.zero-length", "push.single-post.empty-body"] },
  "data.sha512": {
    skip: [
      "base.digest.sha512",
      "push.chunked.digest-algorithm-param",
      "pull.manifest.digest-may-differ",
      "referrers.sha512-subject",
    ],
  },
};
