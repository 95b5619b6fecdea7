import type { Fault } from "../fault.ts";
import * as auth from "./auth.ts";
import * as base from "./base.ts";
import * as baseHttp from "./base-http.ts";
import * as baseReferences from "./base-references.ts";
import * as errors from "./errors.ts";
import * as extensions from "./extensions.ts";
import * as large from "./large.ts";
import * as managementBlobs from "./management-blobs.ts";
import * as managementManifests from "./management-manifests.ts";
import * as managementTags from "./management-tags.ts";
import * as mount from "./mount.ts";
import * as negotiation from "./negotiation.ts";
import * as proxying from "./proxying.ts";
import * as pullBlob from "./pull-blob.ts";
import * as pullManifest from "./pull-manifest.ts";
import * as pushAnnotations from "./push-annotations.ts";
import * as pushCancel from "./push-cancel.ts";
import * as pushChunkOrder from "./push-chunk-order.ts";
import * as pushChunked from "./push-chunked.ts";
import * as pushClosing from "./push-closing.ts";
import * as pushDataSets from "./push-data-sets.ts";
import * as pushMalformed from "./push-malformed.ts";
import * as pushManifest from "./push-manifest.ts";
import * as pushManifestTypes from "./push-manifest-types.ts";
import * as pushOtherSession from "./push-other-session.ts";
import * as pushPut from "./push-put.ts";
import * as pushPutContent from "./push-put-content.ts";
import * as pushSession from "./push-session.ts";
import * as pushSinglePost from "./push-single-post.ts";
import * as pushStatus from "./push-status.ts";
import * as pushStream from "./push-stream.ts";
import * as pushTagParameters from "./push-tag-parameters.ts";
import * as referrers from "./referrers.ts";
import * as referrersDeleted from "./referrers-deleted.ts";
import * as referrersFallback from "./referrers-fallback.ts";
import * as referrersFilter from "./referrers-filter.ts";
import * as referrersPages from "./referrers-pages.ts";
import * as referrersRelations from "./referrers-relations.ts";
import * as subject from "./subject.ts";
import * as tags from "./tags.ts";
import * as tagsPages from "./tags-pages.ts";

const families: Record<string, Fault>[] = [
  base,
  baseReferences,
  baseHttp,
  auth,
  pullManifest,
  errors,
  extensions,
  negotiation,
  proxying,
  pullBlob,
  pushSession,
  pushPut,
  pushPutContent,
  pushSinglePost,
  pushChunked,
  pushChunkOrder,
  pushClosing,
  pushOtherSession,
  pushStream,
  pushStatus,
  pushCancel,
  mount,
  pushManifest,
  pushManifestTypes,
  pushAnnotations,
  pushDataSets,
  pushMalformed,
  pushTagParameters,
  managementTags,
  managementManifests,
  managementBlobs,
  tags,
  tagsPages,
  subject,
  referrers,
  referrersFilter,
  referrersRelations,
  referrersPages,
  referrersDeleted,
  referrersFallback,
  large,
];

/** Every fault that the registry can be told to have: whatever the family files export. */
export const faults: readonly Fault[] = families.flatMap((family) => Object.values(family));

const byId = new Map(faults.map((fault) => [fault.id, fault]));

export function faultById(id: string): Fault | undefined {
  return byId.get(id);
}
