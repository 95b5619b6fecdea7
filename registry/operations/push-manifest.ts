import { createHash } from "node:crypto";
import { type Answer, answer } from "../answer.ts";
import { ShortBody } from "../body.ts";
import { etagOf, preconditionHolds } from "../conditional.ts";
import { digestInvalid, manifestInvalid, Refusal, refusal, sizeInvalid } from "../errors.ts";
import { registryLocation } from "../location.ts";
import { type ManifestFacts, readManifest } from "../manifest.ts";
import { essence } from "../media-types.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Repository } from "../store/repository.ts";
import { digestToPush } from "./lookup.ts";

/** PUT of a manifest by tag or by digest (end-7a), with tags in the query (end-7b). */
export async function putManifest(request: RegistryRequest, registry: Registry): Promise<Answer> {
  const { name, reference } = request;
  const tags = tagsAsked(request, registry);
  const bytes = await readBody(request, registry);
  const facts = readManifest(bytes, essence(request.header("content-type") ?? "") || undefined);
  const digest = digestFor(reference, bytes, registry);
  const known = registry.repositories.get(name);
  if (registry.settings.checkReferences) checkReferences(facts, known, registry);
  if (registry.settings.etag) checkPrecondition(request, known);

  const repository = registry.ensureRepository(name);
  store(digest, bytes, facts, repository, registry);
  const { policy } = registry;
  const isTag = !reference.includes(":");
  if (isTag && policy.tags.moves(repository, reference, digest, "reference"))
    repository.tags.set(policy.tags.key(reference), digest);
  for (const tag of tags)
    if (policy.tags.moves(repository, tag, digest, "parameter")) repository.tags.set(policy.tags.key(tag), digest);

  return answer(201, {
    Location: registryLocation(`/v2/${name}/manifests/${reference}`, request, registry),
    "Docker-Content-Digest": digest,
    ...(facts.subject && registry.settings.referrers ? { "OCI-Subject": facts.subject } : {}),
    ...(tags.length > 0 ? { "OCI-Tag": tags.join(", ") } : {}),
  });
}

async function readBody({ body }: RegistryRequest, registry: Registry): Promise<Buffer> {
  const limit = registry.policy.manifests.limit(registry);
  try {
    const bytes = await body.whole(limit);
    if (bytes) return bytes;
  } catch (error) {
    throw error instanceof ShortBody ? sizeInvalid(error.message) : error;
  }
  throw refusal(413, "MANIFEST_INVALID", `manifests of more than ${limit} bytes are not accepted`);
}

/** The tags in the query of a push by digest; a push by tag has no others. */
function tagsAsked({ reference, query }: RegistryRequest, { policy, settings }: Registry): string[] {
  if (!settings.tagParameters || !reference.includes(":")) return [];
  const tags = [...new Set(policy.manifests.tagParameters(query.all("tag")))];
  if (tags.length > settings.maxTagParameters)
    throw refusal(414, "UNSUPPORTED", `more than ${settings.maxTagParameters} tags in one request`);
  for (const tag of tags) if (!policy.tags.accepts(tag, "parameter")) throw manifestInvalid(`${tag} is no tag`);
  return tags;
}

/** The digest in the path when there is one, and the content has it; the sha256 of the content otherwise. */
function digestFor(reference: string, bytes: Buffer, registry: Registry): string {
  const { policy } = registry;
  if (!reference.includes(":")) {
    if (!policy.tags.accepts(reference, "reference")) throw manifestInvalid(`${reference} is no tag`);
    return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  }
  digestToPush(reference, registry);
  if (!policy.manifests.verifies(reference, bytes)) throw digestInvalid(`the manifest is not that of ${reference}`);
  return reference;
}

/** A subject need not be there yet; everything else that a manifest refers to must. */
function checkReferences(facts: ManifestFacts, repository: Repository | undefined, { policy }: Registry): void {
  const missing = [
    ...facts.blobs.filter((digest) => !repository?.blobs.has(digest)),
    ...facts.manifests.filter((digest) => !repository?.manifests.has(digest)),
  ];
  const [first] = missing.filter((digest) => policy.manifests.misses(digest, facts));
  if (first) throw refusal(404, "MANIFEST_BLOB_UNKNOWN", `${first} is not in this repository`, { detail: missing });
}

function checkPrecondition(request: RegistryRequest, repository: Repository | undefined): void {
  const digest = repository?.tags.get(request.reference);
  if (!preconditionHolds(request, digest && etagOf(digest)))
    throw new Refusal(answer(412), "the tag does not point to what the request expects");
}

function store(digest: string, bytes: Buffer, facts: ManifestFacts, repository: Repository, registry: Registry): void {
  const { subject, artifactType, annotations } = facts;
  const stored = registry.policy.manifests.stores(bytes, facts.mediaType);
  repository.manifests.set(digest, { digest, ...stored, subject, artifactType, annotations, since: registry.tick() });
}
