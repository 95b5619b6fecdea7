import { type Answer, answer } from "../answer.ts";
import { digestInvalid, methodNotAllowed, uploadUnknown } from "../errors.ts";
import type { Algorithm } from "../grammar.ts";
import { algorithmOf, isAlgorithm } from "../grammar.ts";
import { uploadLocation } from "../location.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { UploadSession } from "../store/session.ts";

/** POST that opens an upload session (end-4a, end-4c). */
export function openUpload(request: RegistryRequest, registry: Registry): Answer {
  return opened(newSession(request, registry), request, registry);
}

/** A new session in the request's repository, which exists from now on. */
export function newSession(request: RegistryRequest, registry: Registry): UploadSession {
  const algorithm = announcedAlgorithm(request, registry);
  forgetAbandoned(registry);
  registry.ensureRepository(request.name);
  const id = registry.policy.uploads.newId(request.name, registry);
  const session = new UploadSession(id, request.name, algorithm, registry.tick(), registry.store.spool([algorithm]));
  registry.sessions.set(id, session);
  return session;
}

/** 202 for a session that waits for its first byte. */
export function opened(session: UploadSession, request: RegistryRequest, registry: Registry): Answer {
  const minimum = registry.settings.chunkMinLength;
  return answer(202, {
    Location: uploadLocation(session, request, registry),
    ...(minimum > 0 ? { "OCI-Chunk-Min-Length": `${minimum}` } : {}),
  });
}

/** GET of a session: how far it got (end-13). */
export function uploadStatus(request: RegistryRequest, registry: Registry): Answer {
  const session = findSession(request, registry);
  return answer(204, progress(session, request, registry));
}

/** DELETE of a session (end-14). */
export async function cancelUpload(request: RegistryRequest, registry: Registry): Promise<Answer> {
  if (!registry.settings.uploadCancel)
    throw methodNotAllowed(["GET", "PATCH", "PUT"], "upload sessions cannot be cancelled here");
  const session = findSession(request, registry);
  return session.exclusively(async () => {
    checkOpen(session, registry);
    registry.sessions.delete(session.id);
    await session.spool.discard();
    return answer(204);
  });
}

/** @throws Refusal BLOB_UPLOAD_UNKNOWN */
export function findSession(request: RegistryRequest, registry: Registry): UploadSession {
  forgetAbandoned(registry);
  const session = registry.policy.uploads.find(request, registry);
  if (!session) throw uploadUnknown();
  return session;
}

/**
 * For a request that had to wait for its turn.
 * @throws Refusal BLOB_UPLOAD_UNKNOWN when the session was closed or cancelled meanwhile
 */
export function checkOpen(session: UploadSession, registry: Registry): void {
  if (registry.sessions.get(session.id) !== session) throw uploadUnknown();
}

/** Done whenever a session is needed, so that no timer has to run. */
function forgetAbandoned({ sessions, settings }: Registry): void {
  for (const session of sessions.values()) {
    if (!session.isAbandoned(settings.uploadLifetime)) continue;
    sessions.delete(session.id);
    void session.exclusively(() => session.spool.discard());
  }
}

/**
 * Location and Range of a session. `0-<last>` cannot say that nothing came yet; `0-0` is what registries have always
 * sent then.
 */
export function progress(session: UploadSession, request: RegistryRequest, registry: Registry): Answer["headers"] {
  return {
    Location: uploadLocation(session, request, registry),
    Range: `0-${Math.max(session.offset - 1, 0)}`,
  };
}

/** From `digest-algorithm`, or from the digest of a single POST or mount that may come to nothing. */
function announcedAlgorithm({ query }: RegistryRequest, { policy, settings }: Registry): Algorithm {
  const announced = query.get("digest-algorithm");
  if (announced !== undefined) {
    if (isAlgorithm(announced) && policy.digests.supports(announced, settings)) return announced;
    throw digestInvalid(`${announced} is no digest algorithm that this registry supports`);
  }
  const implied = algorithmOf(query.get("digest") ?? query.get("mount") ?? "");
  return isAlgorithm(implied) ? implied : "sha256";
}
