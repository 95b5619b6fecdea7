import { type Answer, answer } from "../answer.ts";
import { blobLocation } from "../location.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Blob } from "../store/repository.ts";
import { linkBlob } from "./close.ts";
import { digestToPush } from "./lookup.ts";
import { newSession, opened } from "./session.ts";

/** POST that asks for a blob of another repository (end-11); opens a session when it cannot be had. */
export async function mountBlob(request: RegistryRequest, registry: Registry): Promise<Answer> {
  const { name, query } = request;
  const digest = digestToPush(query.get("mount") ?? "", registry);
  const blob = registry.settings.mount ? findSource(digest, request, registry) : undefined;
  if (!blob) return opened(newSession(request, registry), request, registry);

  if (registry.policy.mounts.links(blob)) {
    const content = registry.store.link(blob.content);
    await linkBlob({ digest, content, since: registry.tick() }, name, registry);
  }
  return answer(201, { Location: blobLocation(name, digest, request, registry), "Docker-Content-Digest": digest });
}

function findSource(digest: string, request: RegistryRequest, registry: Registry): Blob | undefined {
  const from = request.query.get("from");
  const anywhere = registry.settings.anonymousMount ? [...registry.repositories.keys()] : [];
  return (from === undefined ? anywhere : [from])
    .filter((name) => registry.policy.mounts.mayReadSource(name, request, registry))
    .map((name) => registry.repositories.get(name)?.blobs.get(digest))
    .find((blob) => blob !== undefined);
}
