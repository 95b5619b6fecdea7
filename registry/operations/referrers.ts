import { type Answer, json } from "../answer.ts";
import { notFound } from "../errors.ts";
import { nextLink } from "../link.ts";
import { imageIndex } from "../media-types.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { digestToFind, repositoryOf } from "./lookup.ts";

/** GET of the manifests whose subject is a digest (end-12a), of one artifactType only when asked (end-12b). */
export function listReferrers(request: RegistryRequest, registry: Registry): Answer {
  const { policy, settings } = registry;
  if (!settings.referrers) return notFound();
  const subject = digestToFind(request.reference, registry);
  const wanted = request.query.get("artifactType") || undefined;
  const last = request.query.get("last") ?? "";

  // By digest, so that a page can start behind a referrer that was deleted meanwhile.
  const behind = policy.referrers
    .find(repositoryOf(request, registry), subject, registry)
    .map((manifest) => policy.referrers.describe(manifest))
    .filter((descriptor) => wanted === undefined || policy.referrers.matches(descriptor, wanted))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .filter(({ digest }) => digest > last);
  const manifests = behind.slice(0, settings.pageSize);
  const end = manifests.at(-1);
  const more = end !== undefined && manifests.length < behind.length;

  return json(
    200,
    { schemaVersion: 2, mediaType: imageIndex, manifests },
    {
      "Content-Type": imageIndex,
      ...(wanted ? { "OCI-Filters-Applied": "artifactType" } : {}),
      ...(more ? { Link: nextLink(request.path, request.query, end.digest) } : {}),
    },
  );
}
