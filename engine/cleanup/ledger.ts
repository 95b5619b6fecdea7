import type { Exchange, HeaderLine } from "../../client/exchange.ts";
import { headerOf } from "../../client/hop.ts";

/** Something that a registry keeps. */
export interface Kept {
  kind: "tag" | "manifest" | "blob";
  repository: string;
  /** Tag or digest. */
  reference: string;
  /** Of a tag: the manifest it names. */
  digest?: string;
}

/** Something that a request made or took away. */
export interface Change extends Kept {
  happened: "made" | "gone";
}

/** Tells what is a run's own, so that nothing else is ever deleted. */
export interface Ownership {
  baseUrl: string;
  /** Stands in everything that the run makes up. */
  runId: string;
  /** Whether the repository was made up by the run: then all that it pushed there is its own. */
  ownsRepository(name: string): boolean;
}

/**
 * Keeps account of what a run has made and not deleted again, from its exchanges alone. In a repository of the user
 * only content counts that the run made up: what anybody may have pushed, such as an empty blob, stays.
 */
export class Ledger {
  readonly #ownership: Ownership;
  readonly #kept = new Map<string, Kept>();
  /** What was pushed to a repository of the user's and may be anybody's. */
  readonly #shared = new Map<string, Kept>();
  readonly #ownDigests = new Set<string>();
  /** Upload sessions by each exchange that led on from them. */
  readonly #sessions = new Map<string, { repository: string; own: boolean }>();

  constructor(ownership: Ownership) {
    this.#ownership = ownership;
  }

  /** What is there now, in the order in which it was made. */
  get kept(): Kept[] {
    return [...this.#kept.values()];
  }

  /** What the run has pushed and does not delete, as others may have pushed the same: it was made up by nobody. */
  get shared(): Kept[] {
    return [...this.#shared.values()].filter((each) => !this.#kept.has(keyOf(each)));
  }

  /** Takes note of an exchange, and returns what it changed. Exchanges must come in the order in which they ended. */
  note(exchange: Exchange): Change[] {
    const { request, response } = exchange;
    const own = this.#isOwn(exchange);
    const session = this.#follow(exchange, own);
    if (!response || response.status < 200 || response.status > 299) return [];
    const place = placeOf(request.url, this.#ownership.baseUrl);
    const found =
      place?.endpoint === "manifests"
        ? this.#manifest(exchange, place, own)
        : this.#blob(exchange, session?.repository ?? place?.repository, session?.own ?? own, place);
    for (const change of found) {
      enter(this.#kept, change);
      if (change.happened === "gone") this.#shared.delete(keyOf(change));
    }
    return found;
  }

  #manifest(exchange: Exchange, { repository, reference }: Place, own: boolean): Change[] {
    const { request } = exchange;
    const isTag = !reference.includes(":");
    if (request.method === "DELETE") return [gone(isTag ? "tag" : "manifest", repository, reference)];
    if (request.method !== "PUT") return [];
    const digest = isTag ? digestUnder(exchange) : reference;
    // Edge has tags in a push by digest, too ("Pushing Manifests").
    const tags = [...(isTag ? [reference] : []), ...queryOf(request.url).getAll("tag")];
    const isOwn = this.#mayOwn(repository, own);
    if (!isOwn) this.#share({ kind: "manifest", repository, reference: digest });
    return [
      ...(isOwn ? [made({ kind: "manifest", repository, reference: digest })] : []),
      ...tags
        .filter((tag) => isOwn || tag.includes(this.#ownership.runId))
        .map((tag) => made({ kind: "tag", repository, reference: tag, digest })),
    ];
  }

  #blob({ request, response }: Exchange, repository: string | undefined, own: boolean, place?: Place): Change[] {
    if (request.method === "DELETE" && place?.endpoint === "blobs" && place.reference.includes(":"))
      return [gone("blob", place.repository, place.reference)];
    const query = queryOf(request.url);
    // Ours is the last: before it stands what the registry put into its Location.
    const reference = query.getAll("digest").at(-1) ?? query.get("mount");
    if (response?.status !== 201 || repository === undefined || reference === null) return [];
    if (!this.#mayOwn(repository, own || this.#ownDigests.has(reference))) {
      this.#share({ kind: "blob", repository, reference });
      return [];
    }
    this.#ownDigests.add(reference);
    const digests = [reference, ...this.#aliasIn(response.headers, reference, repository)];
    return digests.map((each) => made({ kind: "blob", repository, reference: each }));
  }

  /** Some registries keep a blob under another of its digests, too. Of what is not ours we do not let them say that it is. */
  #aliasIn(headers: readonly HeaderLine[], reference: string, repository: string): string[] {
    const said = headerOf(headers, "Docker-Content-Digest") ?? "";
    if (said === reference || !digestForm.test(said)) return [];
    return this.#mayOwn(repository, this.#ownDigests.has(said)) ? [said] : [];
  }

  /** Whether the body was made up by this run: it says so, or is a manifest over content that was. */
  #isOwn({ request: { body } }: Exchange): boolean {
    const text = body.text ?? (body.base64 === undefined ? "" : Buffer.from(body.base64, "base64").toString("latin1"));
    const own = text.includes(this.#ownership.runId) || [...this.#ownDigests].some((digest) => text.includes(digest));
    if (own) this.#ownDigests.add(body.digest);
    return own;
  }

  /** The session that the exchange belongs to, which is the run's own as soon as one of its chunks is. */
  #follow({ id, request, locationOf, follows }: Exchange, own: boolean) {
    const earlier = this.#sessions.get(locationOf ?? follows?.exchange ?? "");
    const place = placeOf(request.url, this.#ownership.baseUrl);
    const opened =
      request.method === "POST" && place?.endpoint === "uploads"
        ? { repository: place.repository, own: false }
        : undefined;
    const session = earlier ?? opened;
    if (!session) return undefined;
    session.own ||= own;
    this.#sessions.set(id, session);
    return session;
  }

  #share(kept: Kept): void {
    this.#shared.set(keyOf(kept), kept);
  }

  #mayOwn(repository: string, own: boolean): boolean {
    return own || this.#ownership.ownsRepository(repository);
  }
}

/**
 * The digest that a manifest pushed by tag is kept under: what the registry says, if that is a digest of what was pushed. What
 * it says of anything else is believed no more than that it may be deleted.
 */
function digestUnder({ request: { body }, response }: Exchange): string {
  const said = headerOf(response?.headers ?? [], "Docker-Content-Digest");
  return said !== undefined && said === body.sha512 ? said : body.digest;
}

/** As a registry may name one (distribution-spec, "Definitions"): nothing that would lead a request elsewhere. */
const digestForm = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** What is left when these changes have happened one after the other. */
export function keptAfter(changes: readonly Change[]): Kept[] {
  const left = new Map<string, Kept>();
  for (const change of changes) enter(left, change);
  return [...left.values()];
}

function enter(all: Map<string, Kept>, { happened, ...kept }: Change): void {
  if (happened === "made") all.set(keyOf(kept), kept);
  else all.delete(keyOf(kept));
}

export function keyOf({ kind, repository, reference }: Record<"kind" | "repository" | "reference", string>): string {
  return `${kind} ${repository} ${reference}`;
}

interface Place {
  repository: string;
  endpoint: "manifests" | "blobs" | "uploads";
  reference: string;
}

function placeOf(url: string, baseUrl: string): Place | undefined {
  if (!url.startsWith(`${baseUrl}/v2/`)) return undefined;
  const path = url.slice(baseUrl.length).replace(/[?#].*$/s, "");
  const [, repository, endpoint, reference] =
    /^\/v2\/(.+)\/(manifests|blobs\/uploads|blobs)\/([^/]*)$/.exec(path) ?? [];
  if (repository === undefined || endpoint === undefined || reference === undefined) return undefined;
  const decoded = reference.replaceAll(/%3a/gi, ":");
  return {
    repository,
    endpoint: endpoint === "blobs/uploads" ? "uploads" : (endpoint as Place["endpoint"]),
    reference: decoded,
  };
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(url)?.[1]);
}

function made(kept: Kept): Change {
  return { happened: "made", ...kept };
}

function gone(kind: Kept["kind"], repository: string, reference: string): Change {
  return { happened: "gone", kind, repository, reference };
}
