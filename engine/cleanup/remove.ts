import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "../../client/client.ts";
import type { Cleanup } from "../../schemas/report.ts";
import { Repository } from "../../suites/kit/repository.ts";
import { firstOfEach } from "./firsts.ts";
import { type Kept, keyOf } from "./kept.ts";

/**
 * Deletes these things, in the order that registries ask for: manifests, with them their tags; where one is held by
 * its tags or by an index, those first; then blobs. Never rejects for what the target does.
 * @param settleMs how long a deletion may take to be seen in the tag list
 */
export async function removeAll(client: Client, kept: readonly Kept[], settleMs = 0): Promise<Cleanup> {
  const before = client.exchanges.length;
  const removal = new Removal(client);
  const ofKind = (kind: Kept["kind"]) => kept.filter((each) => each.kind === kind);
  const [tags, manifests, blobs] = [ofKind("tag"), ofKind("manifest"), ofKind("blob")];

  await removal.remove(manifests);
  // A tag goes with its manifest; but not every registry sees to that, so its list is believed where it has one.
  if (settleMs > 0 && tags.length > 0) await wait(settleMs);
  const listed = await tagsListed(client, tags);
  const goneWithManifest = ({ repository, reference, digest = "" }: Kept) =>
    listed.get(repository)?.includes(reference) === false ||
    (!listed.has(repository) && removal.isGone({ kind: "manifest", repository, reference: digest }));
  await removal.remove(tags.filter((tag) => !goneWithManifest(tag)));
  // One that an index or a tag held may go now.
  await removal.retry(manifests);
  await removal.remove(blobs);

  const isGone = (each: Kept) => removal.isGone(each) || (each.kind === "tag" && goneWithManifest(each));
  const left = kept
    .filter((each) => !isGone(each))
    .map((each) => ({ ...placeOf(each), reason: removal.reasonFor(each) }));
  const removed = kept.filter((each) => isGone(each) && (!each.doubtful || removal.deleted(each)));
  return { removed: removed.length, left, requests: client.exchanges.length - before };
}

function placeOf({ kind, repository, reference }: Kept) {
  return { kind, repository, reference };
}

/** The tags that the registry lists in each of their repositories; nothing where it gives no list. */
async function tagsListed(client: Client, tags: readonly Kept[]): Promise<Map<string, string[]>> {
  const repositories = [...new Set(tags.map(({ repository }) => repository))];
  const lists = repositories.map(async (repository) => {
    const call = new Repository(repository).listTags();
    const { exchange, body } = await client.send(call, { scenario: "cleaning up", step: `list tags of ${repository}` });
    const names = exchange.response?.status === 200 ? namesIn(body) : undefined;
    // A reference stands as it was in the URL.
    return names ? [[repository, names.flatMap((name) => [name, encodeURIComponent(name)])] as const] : [];
  });
  return new Map((await Promise.all(lists)).flat());
}

/** Undefined when it is no list. Null is how some say that there is none. */
function namesIn(body: Buffer): string[] | undefined {
  try {
    const { tags } = Object(JSON.parse(body.toString("utf8")));
    return tags === null ? [] : Array.isArray(tags) ? tags.filter(isEncodable) : undefined;
  } catch {
    return undefined;
  }
}

/** Half a surrogate pair cannot stand in a URL, and so not in one of ours. */
function isEncodable(tag: unknown): boolean {
  return typeof tag === "string" && !/\p{Cs}/u.test(tag);
}

class Removal {
  readonly #client: Client;
  /** Why a thing is still there; undefined when it is gone. */
  readonly #outcomes = new Map<string, string | undefined>();
  readonly #deleted = new Set<string>();
  /** Why a kind cannot be deleted at all in a repository, or what is in doubt need not be tried again. */
  readonly #declined = new Map<string, string>();

  constructor(client: Client) {
    this.#client = client;
  }

  isGone(kept: Kept): boolean {
    return this.#outcomes.has(keyOf(kept)) && this.#outcomes.get(keyOf(kept)) === undefined;
  }

  /** Whether there was something to delete. */
  deleted(kept: Kept): boolean {
    return this.#deleted.has(keyOf(kept));
  }

  reasonFor(kept: Kept): string {
    return this.#outcomes.get(keyOf(kept)) ?? "it was not tried";
  }

  /** The first of each repository alone: where it cannot be deleted, the others need not be tried. */
  async remove(kept: readonly Kept[]): Promise<void> {
    const firsts = firstOfEach(kept);
    await Promise.all(firsts.map((each) => this.#try(each)));
    await Promise.all(kept.filter((each) => !firsts.includes(each)).map((each) => this.#try(each)));
  }

  async retry(kept: readonly Kept[]): Promise<void> {
    await Promise.all(kept.filter((each) => !this.isGone(each)).map((each) => this.#try(each)));
  }

  async #try(kept: Kept): Promise<void> {
    const { kind, repository, reference, doubtful } = kept;
    const all = `${kind} ${repository}`;
    const alsoInDoubt = `doubtful ${repository}`;
    const declined = this.#declined.get(all) ?? (doubtful ? this.#declined.get(alsoInDoubt) : undefined);
    if (declined !== undefined) return void this.#outcomes.set(keyOf(kept), declined);
    const { deleteBlob, deleteManifest } = Repository.prototype;
    const call = (kind === "blob" ? deleteBlob : deleteManifest).call(new Repository(repository), reference);
    const { exchange } = await this.#client.send(call, { scenario: "cleaning up", step: `delete ${keyOf(kept)}` });
    const status = exchange.response?.status;
    const isDeleted = status !== undefined && status < 300;
    if (isDeleted) this.#deleted.add(keyOf(kept));
    const said = status === undefined ? (exchange.error?.message ?? "no answer") : `DELETE answered ${status}`;
    const reason = doubtful ? `${said}, if it is there at all` : said;
    this.#outcomes.set(keyOf(kept), isDeleted || status === 404 || status === 410 ? undefined : reason);
    if (status === 405 || status === 501) this.#declined.set(all, reason);
    // A target that answers neither pushes nor deletions is not waited for again and again.
    if (doubtful && (status === undefined || status >= 500)) this.#declined.set(alsoInDoubt, reason);
  }
}
