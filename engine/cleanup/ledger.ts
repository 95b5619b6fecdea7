import type { Call } from "../../client/call.ts";
import type { Sent } from "../../client/client.ts";
import { Content } from "../../client/content.ts";
import { headerOf } from "../../client/hop.ts";
import { type Change, enter, goneNow, type Kept, keyOf } from "./kept.ts";
import type { Uploads } from "./uploads.ts";
import { type Account, isTaken } from "./watched.ts";

/** Tells what is a run's own, so that nothing else is ever deleted. */
export interface Ownership {
  baseUrl: string;
  /** Stands in everything that the run makes up. */
  runId: string;
  /** Whether the repository was made up by the run: then all that it pushed there is its own. */
  ownsRepository(name: string): boolean;
}

/** Of a body, what is looked at to tell whether the run made it up: it says so at its beginning, or is a manifest. */
const lookedAt = 64 * 1024;

/**
 * Keeps account of what a run has made, or may have made, and not deleted again. In a repository of the user only content
 * counts that the run made up: what anybody may have pushed, such as an empty blob, stays.
 */
export class Ledger implements Account {
  readonly #ownership: Ownership;
  readonly #uploads: Uploads;
  readonly #onChange: (change: Change) => void;
  readonly #kept = new Map<string, Kept>();
  /** What was pushed to a repository of the user's and may be anybody's. */
  readonly #shared = new Map<string, Kept>();
  readonly #ownDigests = new Set<string>();
  /** How many calls are under way that would make a thing. */
  readonly #underWay = new Map<string, number>();

  /** @param onChange told of what happened, and before a thing may be made that it is in doubt */
  constructor(ownership: Ownership, uploads: Uploads, onChange: (change: Change) => void = () => {}) {
    this.#ownership = ownership;
    this.#uploads = uploads;
    this.#onChange = onChange;
  }

  /** What is there now or may be, in the order in which it was made. */
  get kept(): Kept[] {
    return [...this.#kept.values()];
  }

  /** What the run has pushed and does not delete, as others may have pushed the same: it was made up by nobody. */
  get shared(): Kept[] {
    return [...this.#shared.values()].filter((each) => !this.#kept.has(keyOf(each)));
  }

  begin(call: Call): (sent: Sent) => void {
    const session = this.#uploads.of(call);
    const place = session ? { ...session, endpoint: "uploads" as const, reference: "" } : this.#placeOf(call);
    if (!place) return () => {};
    const own = this.#isOwn(call) || session?.own === true;
    if (session) session.own = own;
    if (call.method === "DELETE") return (sent) => this.#deleted(place, sent);
    const wanted = place.endpoint === "manifests" ? this.#manifest(call, place, own) : this.#blob(call, place, own);
    const inDoubt = wanted.filter(mayBeThere).flatMap(({ kept }) => [kept, ...underSha256(kept, call)]);
    for (const kept of inDoubt) this.#begun(kept);
    return (sent) => {
      for (const each of this.#asAnswered(wanted, call, place, sent)) this.#made(each);
      for (const kept of inDoubt) this.#answered(kept, sent);
    };
  }

  /** A manifest and its tags, should the push be taken. */
  #manifest(call: Call, { repository, reference }: Place, own: boolean): Wanted[] {
    if (call.method !== "PUT") return [];
    const digest = isTag(reference) ? (call.body ?? Content.empty).digest : reference;
    // Edge has tags in a push by digest, too ("Pushing Manifests").
    const tags = [...(isTag(reference) ? [reference] : []), ...queryOf(call.url).getAll("tag")];
    const mine = this.#mayOwn(repository, own);
    return [
      { kept: { kind: "manifest", repository, reference: digest }, mine },
      ...tags
        .filter((tag) => mine || tag.includes(this.#ownership.runId))
        .map((tag): Wanted => ({ kept: { kind: "tag", repository, reference: tag, digest }, mine: true })),
    ];
  }

  /** A blob, should the push or the mount be taken. */
  #blob({ method, url }: Call, { repository }: Place, own: boolean): Wanted[] {
    if (method !== "POST" && method !== "PUT") return [];
    const query = queryOf(url);
    // Ours is the last: before it stands what the registry put into its Location.
    const reference = query.getAll("digest").at(-1) ?? query.get("mount");
    if (reference === null || !digestForm.test(reference)) return [];
    const mine = this.#mayOwn(repository, own || this.#ownDigests.has(reference));
    return [{ kept: { kind: "blob", repository, reference }, mine }];
  }

  #deleted({ repository, endpoint, reference }: Place, sent: Sent): void {
    if (!isTaken(sent) || endpoint === "uploads" || (endpoint === "blobs" && isTag(reference))) return;
    const kind = endpoint === "blobs" ? "blob" : isTag(reference) ? "tag" : "manifest";
    this.#happened(goneNow({ kind, repository, reference }));
  }

  #begun(kept: Kept): void {
    const key = keyOf(kept);
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + 1);
    if (!this.#kept.has(key)) this.#happened({ happened: "doubtful", ...kept });
  }

  /** What there is now of it, as the registry calls it. */
  #asAnswered(wanted: Wanted[], call: Call, place: Place, sent: Sent): Wanted[] {
    const said = headerOf(sent.exchange.response?.headers ?? [], "Docker-Content-Digest") ?? "";
    return wanted.flatMap(({ kept, mine }) => {
      if (!isTaken(sent)) return [];
      if (kept.kind !== "blob") return [{ kept: isTag(place.reference) ? underDigest(kept, call, said) : kept, mine }];
      return sent.exchange.response?.status === 201 ? [{ kept, mine }, ...this.#alias(kept, said)] : [];
    });
  }

  /** Some registries keep a blob under another of its digests, too. Of what is not ours we do not let them say that it is. */
  #alias(blob: Kept, said: string): Wanted[] {
    const isOther = said !== blob.reference && digestForm.test(said);
    const mine = this.#mayOwn(blob.repository, this.#ownDigests.has(said));
    return isOther && mine ? [{ kept: { ...blob, reference: said }, mine }] : [];
  }

  #made({ kept, mine }: Wanted): void {
    if (!mine) return void this.#shared.set(keyOf(kept), kept);
    if (kept.kind === "blob") this.#ownDigests.add(kept.reference);
    this.#happened({ happened: "made", ...kept });
  }

  /** No doubt is left where the target has said yes or no; where it failed or fell silent it may have done it all the same. */
  #answered(kept: Kept, { exchange: { response } }: Sent): void {
    const key = keyOf(kept);
    const others = (this.#underWay.get(key) ?? 1) - 1;
    this.#underWay.set(key, others);
    const hasSaid = response !== undefined && response.status < 500;
    if (hasSaid && others === 0 && this.#kept.get(key)?.doubtful) this.#happened(goneNow(kept));
  }

  #happened(change: Change): void {
    enter(this.#kept, change);
    if (change.happened === "gone") this.#shared.delete(keyOf(change));
    this.#onChange(change);
  }

  /** Whether the body was made up by this run: it says so, or is a manifest over content that was. */
  #isOwn({ body }: Call): boolean {
    if (!body) return false;
    const text = body.bytes.toString("latin1", 0, lookedAt);
    const named = text.match(/sha(?:256|512):[0-9a-f]+/g) ?? [];
    const own = text.includes(this.#ownership.runId) || named.some((digest) => this.#ownDigests.has(digest));
    if (own) this.#ownDigests.add(body.digest);
    return own;
  }

  #mayOwn(repository: string, own: boolean): boolean {
    return own || this.#ownership.ownsRepository(repository);
  }

  #placeOf({ url }: Call): Place | undefined {
    const { baseUrl } = this.#ownership;
    const path = (url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url).replace(/[?#].*$/s, "");
    const [, repository, endpoint, reference] =
      /^\/v2\/(.+)\/(manifests|blobs\/uploads|blobs)\/([^/]*)$/.exec(path) ?? [];
    if (repository === undefined || endpoint === undefined || reference === undefined) return undefined;
    return {
      repository,
      endpoint: endpoint === "blobs/uploads" ? "uploads" : (endpoint as Place["endpoint"]),
      reference: reference.replaceAll(/%3a/gi, ":"),
    };
  }
}

interface Wanted {
  kept: Kept;
  /** Whether it is the run's own. */
  mine: boolean;
}

interface Place {
  repository: string;
  endpoint: "manifests" | "blobs" | "uploads";
  reference: string;
}

/** As a registry may name one (distribution-spec, "Definitions"): nothing that would lead a request elsewhere. */
const digestForm = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** No registry keeps anything under what is no digest. */
function mayBeThere({ kept, mine }: Wanted): boolean {
  return mine && (kept.kind === "tag" || digestForm.test(kept.reference));
}

/** A blob that is pushed under its sha512, under its sha256: some registries keep it there, and only their answer tells. */
function underSha256(kept: Kept, { about, body }: Call): Kept[] {
  const whole = [about, body].find(
    (content) => kept.reference.startsWith("sha512:") && content?.sha512 === kept.reference,
  );
  return whole && kept.kind === "blob" ? [{ ...kept, reference: whole.digest }] : [];
}

/**
 * A manifest that was pushed by tag, and the tag, under the digest that it is kept under: what the registry says, if that is a
 * digest of what was pushed. What it says of anything else is believed no more than that it may be deleted.
 */
function underDigest(kept: Kept, { body = Content.empty }: Call, said: string): Kept {
  // Its sha512 is worth working out only where the registry speaks of one.
  if (!said.startsWith("sha512:") || said !== body.sha512) return kept;
  return kept.kind === "tag" ? { ...kept, digest: said } : { ...kept, reference: said };
}

function isTag(reference: string): boolean {
  return !reference.includes(":");
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(url)?.[1]);
}
