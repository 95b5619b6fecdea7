import { type Answer, answer } from "../answer.ts";
import { etagOf, isNotModified } from "../conditional.ts";
import { blobUnknown, methodNotAllowed, notFound } from "../errors.ts";
import { storageUrl } from "../location.ts";
import { multipart } from "../multipart.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { slice } from "../store/content.ts";
import type { Blob } from "../store/repository.ts";
import { digestToFind, repositoryOf } from "./lookup.ts";

/** GET and HEAD of a blob (end-2). */
export function getBlob(request: RegistryRequest, registry: Registry): Answer {
  if (request.listener === "storage" && !isSigned(request, registry)) return notFound();
  const blob = findBlob(request, registry);
  if (registry.settings.blobRedirect && request.listener === "registry") return redirect(request, blob, registry);

  const { content } = blob.content;
  const { size } = content;
  const headers = describe(blob, registry);
  if (registry.settings.etag && isNotModified(request, etagOf(blob.digest))) return answer(304, headers);
  const ranges = rangesWanted(request, blob, registry);
  if (ranges === "ignore") return answer(200, { ...headers, "Content-Length": `${size}` }, slice(content, 0, size));
  if (ranges === "unsatisfiable") return answer(416, { "Content-Range": `bytes */${size}` });

  const [only, ...others] = ranges;
  if (!only || others.length > 0) return multipart(ranges, content, headers, registry);
  const sent = registry.policy.blobs.slice(only, size);
  const contentRange = `bytes ${only.start}-${only.end - 1}/${size}`;
  return answer(206, { ...headers, "Content-Range": contentRange }, slice(content, sent.start, sent.end));
}

/** DELETE of a blob (end-10). */
export async function deleteBlob(request: RegistryRequest, registry: Registry): Promise<Answer> {
  if (!registry.settings.deletion.blobs) throw methodNotAllowed(["GET", "HEAD"], "blobs cannot be deleted here");
  const blob = findBlob(request, registry);
  repositoryOf(request, registry).blobs.delete(blob.digest);
  await registry.store.unlink(blob.content);
  return answer(202);
}

function findBlob(request: RegistryRequest, registry: Registry): Blob {
  const digest = digestToFind(request.reference, registry);
  const blob = registry.policy.blobs.find(repositoryOf(request, registry), digest, registry);
  if (!blob) throw blobUnknown(digest);
  return blob;
}

function describe({ digest }: Blob, { settings }: Registry): Answer["headers"] {
  return {
    "Content-Type": "application/octet-stream",
    "Docker-Content-Digest": digest,
    ...(settings.ranges ? { "Accept-Ranges": "bytes" } : {}),
    ...(settings.etag ? { ETag: etagOf(digest) } : {}),
  };
}

function redirect({ name }: RegistryRequest, { digest }: Blob, registry: Registry): Answer {
  return answer(307, { Location: storageUrl(name, digest, registry), "Docker-Content-Digest": digest });
}

function isSigned({ name, reference, query }: RegistryRequest, { authority }: Registry): boolean {
  return authority.verify(`${name}@${reference}`, query.get("signature") ?? "");
}

/** Range means something in a GET only, and nothing when If-Range names other content (RFC 9110, sections 13.1.5 and 14.2). */
function rangesWanted(request: RegistryRequest, { digest, content }: Blob, { settings, policy }: Registry) {
  const header = request.header("range");
  const ifRange = request.header("if-range");
  if (header === undefined || request.method !== "GET" || !settings.ranges) return "ignore";
  if (ifRange !== undefined && !(settings.etag && ifRange === etagOf(digest))) return "ignore";
  return policy.blobs.range(header, content.content.size);
}
