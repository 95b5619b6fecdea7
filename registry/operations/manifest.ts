import { type Answer, answer } from "../answer.ts";
import { etagOf, isNotModified } from "../conditional.ts";
import { manifestUnknown, methodNotAllowed, refusal } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Manifest, Repository } from "../store/repository.ts";
import { digestToFind, repositoryOf } from "./lookup.ts";

/** GET and HEAD of a manifest (end-3), as it was pushed, whatever the client says it accepts. */
export function getManifest(request: RegistryRequest, registry: Registry): Answer {
  const manifest = findManifest(repositoryOf(request, registry), request.reference, registry);
  const etag = etagOf(manifest.digest);
  const headers = {
    "Content-Type": manifest.mediaType,
    "Docker-Content-Digest": manifest.digest,
    ...(registry.settings.etag ? { ETag: etag } : {}),
  };
  if (registry.settings.etag && isNotModified(request, etag)) return answer(304, headers);
  return answer(200, { ...headers, "Content-Length": `${manifest.bytes.length}` }, manifest.bytes);
}

/** DELETE of a manifest by digest, and so of its tags (end-9). */
export function deleteManifest(request: RegistryRequest, registry: Registry): Answer {
  if (!registry.settings.deletion.manifests)
    throw methodNotAllowed(["GET", "HEAD", "PUT"], "manifests cannot be deleted here");
  const repository = repositoryOf(request, registry);
  repository.removeManifest(findManifest(repository, request.reference, registry).digest);
  return answer(202);
}

/** DELETE of a tag; the manifest stays (end-9). */
export function deleteTag(request: RegistryRequest, registry: Registry): Answer {
  if (!registry.settings.deletion.tags) throw methodNotAllowed(["GET", "HEAD", "PUT"], "tags cannot be deleted here");
  const repository = repositoryOf(request, registry);
  findManifest(repository, request.reference, registry);
  repository.tags.delete(registry.policy.tags.key(request.reference));
  return answer(202);
}

/** The manifest that a tag or digest stands for. */
function findManifest(repository: Repository, reference: string, registry: Registry): Manifest {
  const digest = resolve(repository, reference, registry);
  const manifest = digest && registry.policy.manifests.find(repository, digest, registry);
  if (!manifest) throw manifestUnknown(reference);
  return manifest;
}

function resolve(repository: Repository, reference: string, registry: Registry): string | undefined {
  const { tags } = registry.policy;
  if (reference.includes(":")) return digestToFind(reference, registry);
  if (!tags.accepts(reference, "reference")) throw refusal(400, "MANIFEST_INVALID", `${reference} is no tag`);
  return repository.tags.get(tags.key(reference));
}
