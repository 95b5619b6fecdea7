import type { Answer } from "../answer.ts";
import type { Operation } from "../operation.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { deleteBlob, getBlob } from "./blob.ts";
import { uploadChunk } from "./chunk.ts";
import { closeUpload, singlePost } from "./close.ts";
import { discoverExtensions } from "./extensions.ts";
import { deleteManifest, deleteTag, getManifest } from "./manifest.ts";
import { mountBlob } from "./mount.ts";
import { putManifest } from "./push-manifest.ts";
import { listReferrers } from "./referrers.ts";
import { refuseMethod, root, unknown } from "./root.ts";
import { cancelUpload, openUpload, uploadStatus } from "./session.ts";
import { listTags } from "./tags.ts";
import { token } from "./token.ts";

type Handler = (request: RegistryRequest, registry: Registry) => Answer | Promise<Answer>;

/** What each operation does. A HEAD is its GET; the body stays behind when it is sent. */
export const handlers: Record<Operation, Handler> = {
  root,
  token,
  "blob.get": getBlob,
  "blob.head": getBlob,
  "blob.delete": deleteBlob,
  "upload.open": openUpload,
  "upload.single": singlePost,
  "upload.mount": mountBlob,
  "upload.chunk": uploadChunk,
  "upload.status": uploadStatus,
  "upload.close": closeUpload,
  "upload.cancel": cancelUpload,
  "manifest.get": getManifest,
  "manifest.head": getManifest,
  "manifest.put": putManifest,
  "manifest.delete": deleteManifest,
  "tag.delete": deleteTag,
  "tags.list": listTags,
  "referrers.list": listReferrers,
  "extensions.discover": discoverExtensions,
  "method-not-allowed": refuseMethod,
  unknown,
};
