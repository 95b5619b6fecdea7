import type { Call } from "../../client/call.ts";
import { type CheckContext, type Content, type Descriptor, given, mediaTypes, type Observation } from "../kit/index.ts";
import type { Repository } from "../kit/repository.ts";

/** GET of the referrers of a digest (end-12a), of one artifactType only when given (end-12b). */
export function listReferrers(repository: Repository, digest: string, artifactType?: string): Call {
  const query = artifactType === undefined ? "" : `?artifactType=${artifactType}`;
  const url = `/v2/${repository.name}/referrers/${digest}${query}`;
  return { method: "GET", url, headers: { Accept: mediaTypes.index } };
}

/** The index that a referrers answer holds; undefined when its body is no JSON object. */
export function indexIn(list: Observation): Record<string, unknown> | undefined {
  const { json } = list;
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  return isObject ? (json as Record<string, unknown>) : undefined;
}

/** The descriptors that a referrers answer lists. Whatever else stands in their place is left out. */
export function entriesOf(list: Observation): Descriptor[] {
  const manifests = indexIn(list)?.manifests;
  if (!Array.isArray(manifests)) return [];
  return manifests.filter((entry): entry is Descriptor => typeof entry?.digest === "string");
}

/** Whether the list goes on behind a Link: what is missing here may stand there. */
export function goesOn(list: Observation): boolean {
  return list.header("Link") !== undefined;
}

/** The descriptor of a pushed manifest, for checks on what stands in it; that it is listed is another requirement's. */
export function entryOf(
  list: Observation,
  { digest }: Pick<Content, "digest">,
  { notApplicable }: CheckContext,
): Descriptor {
  given(list).toHaveStatus(200);
  const entry = entriesOf(list).find((candidate) => candidate.digest === digest);
  if (!entry && goesOn(list))
    notApplicable("the referrer stands on another page: list at least five at once to test it");
  given(entry?.digest, "an entry with the digest", list).toBe(digest);
  return entry as Descriptor;
}
