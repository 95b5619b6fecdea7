import { type Answer, answer } from "../answer.ts";
import { digestInvalid } from "../errors.ts";
import { blobLocation } from "../location.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Blob } from "../store/repository.ts";
import type { UploadSession } from "../store/session.ts";
import { receive } from "./chunk.ts";
import { digestToPush } from "./lookup.ts";
import { checkOpen, findSession, newSession, opened } from "./session.ts";

/** PUT that closes a session, with the last chunk or without (end-6). */
export function closeUpload(request: RegistryRequest, registry: Registry): Promise<Answer> {
  return close(findSession(request, registry), request, registry);
}

/** POST that carries the whole blob (end-4b); opens a session where that is not offered. */
export async function singlePost(request: RegistryRequest, registry: Registry): Promise<Answer> {
  if (!registry.settings.singlePost) return opened(newSession(request, registry), request, registry);
  digestToPush(request.query.get("digest") ?? "", registry);
  const session = newSession(request, registry);
  try {
    return await close(session, request, registry);
  } finally {
    // Nobody knows this session's Location: what did not become a blob is of no use.
    if (registry.sessions.delete(session.id)) await session.spool.discard();
  }
}

function close(session: UploadSession, request: RegistryRequest, registry: Registry): Promise<Answer> {
  const { uploads } = registry.policy;
  return session.exclusively(async () => {
    checkOpen(session, registry);
    const announced = request.query.get("digest");
    if (announced !== undefined) digestToPush(announced, registry);
    const before = session.offset;
    await receive(session, request, registry);
    const digest = await uploads.closingDigest(request, session);
    if (digest === undefined) {
      session.rewind(before);
      throw digestInvalid("the closing PUT has no digest parameter");
    }
    const verified = await uploads.verifies(digest, session, request);
    if (!verified && uploads.forgetsMismatch(request)) {
      session.rewind(before);
      throw digestInvalid(`the content does not have the digest ${digest}`);
    }
    const { name } = request;
    await commit(session, digest, request, registry);
    if (!verified) throw digestInvalid(`the content does not have the digest ${digest}`);
    return answer(201, { Location: blobLocation(name, digest, request, registry), "Docker-Content-Digest": digest });
  });
}

/** Makes the session's bytes a blob of the repository, and ends the session. */
async function commit(session: UploadSession, digest: string, request: RegistryRequest, registry: Registry) {
  const { uploads } = registry.policy;
  if (!uploads.ends(session)) {
    await copyBlob(session, digest, request.name, registry);
    return;
  }
  registry.sessions.delete(session.id);
  const stored = uploads.storedAs(digest, request);
  if (stored === undefined) return session.spool.discard();
  const content = await registry.store.adopt(session.spool);
  await linkBlob({ digest: stored, content, since: registry.tick() }, request.name, registry);
}

/** Makes the session's bytes, as they are now, a blob of the repository, and leaves the session alone. */
export async function copyBlob(session: UploadSession, digest: string, name: string, registry: Registry) {
  const copy = registry.store.spool();
  for await (const piece of session.spool.read()) await copy.append(Buffer.from(piece));
  const content = await registry.store.adopt(copy);
  await linkBlob({ digest, content, since: registry.tick() }, name, registry);
}

/** Makes a blob visible in a repository; one that is there already stays as it is. */
export async function linkBlob(blob: Blob, name: string, registry: Registry): Promise<void> {
  const { blobs } = registry.ensureRepository(name);
  if (blobs.has(blob.digest)) await registry.store.unlink(blob.content);
  else blobs.set(blob.digest, blob);
}
