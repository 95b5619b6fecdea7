import type { Call } from "../../client/call.ts";
import { lagging } from "../discovery/own-repository.ts";
import {
  type CheckContext,
  type Content,
  type Descriptor,
  expect,
  given,
  mediaTypes,
  type Observation,
  type ScenarioContext,
} from "../kit/index.ts";
import type { Repository } from "../kit/repository.ts";

/** GET of the referrers of a digest (end-12a), of one artifactType only when given (end-12b). */
export function listReferrers(repository: Repository, digest: string, artifactType?: string): Call {
  const query = artifactType === undefined ? "" : `?artifactType=${artifactType}`;
  const url = `/v2/${repository.name}/referrers/${digest}${query}`;
  return { method: "GET", url, headers: { Accept: mediaTypes.index } };
}

/** The descriptors that a referrers answer lists. Whatever else stands in their place is left out. */
export function entriesOf(list: Observation): Descriptor[] {
  const manifests = list.jsonObject?.manifests;
  if (!Array.isArray(manifests)) return [];
  return manifests.filter((entry): entry is Descriptor => typeof entry?.digest === "string");
}

/** Whether the answer lists that manifest. */
export function lists(list: Observation, { digest }: Pick<Descriptor, "digest">): boolean {
  return entriesOf(list).some((entry) => entry.digest === digest);
}

/** Whether a list has all these manifests. */
export function showsReferrers(...manifests: Pick<Descriptor, "digest">[]): (list: Observation) => boolean {
  return (list) => manifests.every((manifest) => lists(list, manifest));
}

/** Whether the list goes on behind a Link: what is missing here may stand there. */
export function goesOn(list: Observation): boolean {
  return list.header("Link") !== undefined;
}

/** The step that lists what `pushOneMore` pushed. */
export const oneMore = "list after one more";

/**
 * For a list without a Link that lacks some of what was pushed at once: one more manifest is pushed, alone, and listed. Comes it in addition, there was room in the list, and what is missing was lost.
 */
export async function pushOneMore(
  { step, repository }: ScenarioContext,
  manifest: Content,
  list: Call,
  shows: (list: Observation) => boolean,
): Promise<void> {
  await step("put one more", repository.putManifest(manifest.digest, manifest));
  await step(oneMore, list, { shows });
}

/** Whether one more referrer came into the list in addition to those that were in it. */
export function hadRoom(before: Observation, after: Observation): boolean {
  const were = entriesOf(before);
  return after.status === 200 && entriesOf(after).length > were.length && were.every((entry) => lists(after, entry));
}

const elsewhere = "the referrer stands on another page: list at least five at once to test it";

/** The manifest is listed; nothing can be said where the list goes on. */
export function expectListed(
  list: Observation,
  manifest: Pick<Descriptor, "digest">,
  what: string,
  { note, notApplicable }: CheckContext,
): void {
  const listed = lists(list, manifest);
  if (!listed && goesOn(list)) notApplicable(elsewhere);
  if (!listed) note(lagging);
  expect(listed, `${what} listed`, list).toBe(true);
}

/** The descriptor of a pushed manifest, for checks on what stands in it; that it is listed is another requirement's. */
export function entryOf(
  list: Observation,
  { digest }: Pick<Content, "digest">,
  { notApplicable }: CheckContext,
): Descriptor {
  given(list).toHaveStatus(200);
  const entry = entriesOf(list).find((candidate) => candidate.digest === digest);
  if (!entry && goesOn(list)) notApplicable(elsewhere);
  given(entry?.digest, "an entry with the digest", list).toBe(digest);
  return entry as Descriptor;
}
