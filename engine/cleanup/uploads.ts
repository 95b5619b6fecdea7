import type { Call } from "../../client/call.ts";
import type { Sent } from "../../client/client.ts";
import { headerOf } from "../../client/hop.ts";
import { resolveLocation } from "../../suites/kit/reply.ts";
import type { Change } from "./kept.ts";
import { type Account, isTaken } from "./watched.ts";

/** An upload session that was opened, and that nothing is known to have ended. */
export interface OpenUpload {
  repository: string;
  /** Where it goes on, secrets and all: it must never be told. */
  url: string;
  /** The same as the report has it. */
  told: string;
  /** The exchange that gave it. */
  locationOf: string;
  /** A request to it was refused, so that it may be no more. */
  doubtful: boolean;
}

/** One that the run follows. */
interface Session extends OpenUpload {
  /** A chunk that was sent to it is of the run's own making. */
  own: boolean;
  /** What was told of it last. */
  noted?: Change["happened"];
}

/** Keeps account of the upload sessions that a run opens and ends, from the calls and what came of them. */
export class Uploads implements Account {
  readonly #onChange: (change: Change) => void;
  /** By each exchange that led on from them. */
  readonly #sessions = new Map<string, Session>();
  readonly #ended = new Set<OpenUpload>();
  #cancelled = false;

  /** @param onChange told of what happened, and before a session may end that it is in doubt */
  constructor(onChange: (change: Change) => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Those that are open, each once. */
  get open(): OpenUpload[] {
    return [...new Set(this.#sessions.values())].filter((session) => !this.#ended.has(session));
  }

  /** Whether the target has cancelled one. */
  get canCancel(): boolean {
    return this.#cancelled;
  }

  /** The session that the call goes on with. */
  of(call: Call): { repository: string; own: boolean } | undefined {
    return this.#sessions.get(call.locationOf ?? "");
  }

  begin(call: Call): (sent: Sent) => void {
    const session = this.#sessions.get(call.locationOf ?? "");
    if (!session) return (sent) => this.#mayOpen(call, sent);
    // A scenario may ask for one that has ended, or that never was, under a URL made from this one's.
    if (this.#ended.has(session) || pathOf(call.url) !== pathOf(session.url)) return () => {};
    const mayEnd = call.method === "PUT" || call.method === "DELETE";
    if (mayEnd) this.#tell(session, "doubtful");
    return (sent) => {
      if (!isTaken(sent)) {
        session.doubtful = true;
        this.#tell(session, "doubtful");
      } else if (mayEnd) {
        this.#ended.add(session);
        this.#tell(session, "gone");
        if (call.method === "DELETE") this.#cancelled = true;
      } else this.#goesOn(session, sent);
    };
  }

  #mayOpen(call: Call, sent: Sent): void {
    const repository = isTaken(sent) ? openedIn(call, sent) : undefined;
    if (repository === undefined) return;
    this.#goesOn({ repository, url: "", told: "", locationOf: "", doubtful: false, own: false }, sent);
  }

  /** At a new place where the answer gives one. */
  #goesOn(session: Session, { exchange, location }: Sent): void {
    const told = headerOf(exchange.response?.headers ?? [], "Location");
    if (told === undefined) return;
    const locationOf = exchange.id;
    try {
      const url = resolveLocation(location ?? told, exchange.request.url);
      if (isContent(url)) return;
      this.#tell(session, "gone");
      Object.assign(session, { url, told: resolveLocation(told, exchange.request.url), locationOf });
      this.#sessions.set(locationOf, session);
      this.#tell(session, session.doubtful ? "doubtful" : "made");
    } catch {
      // A Location that is no URL leads nowhere.
    }
  }

  /** Once, until something else is to be told of it. */
  #tell(session: Session, happened: Change["happened"]): void {
    if (happened === (session.noted ?? "gone")) return;
    session.noted = happened;
    this.#onChange({ happened, kind: "upload", repository: session.repository, reference: session.told });
  }
}

/** The repository in which the call opened a session, if it did. A 201 with a digest has stored the blob instead. */
function openedIn({ method, url }: Call, { exchange: { response } }: Sent): string | undefined {
  const [, repository, query = ""] = /\/v2\/(.+)\/blobs\/uploads\/?(\?.*)?$/s.exec(url) ?? [];
  if (method !== "POST" || repository === undefined) return undefined;
  return response?.status === 202 || !/[?&](digest|mount)=/.test(query) ? repository : undefined;
}

/** Whether a manifest or a blob is there, and no session, as a registry may say by mistake: it must not be deleted. */
export function isContent(url: string): boolean {
  return /\/(manifests|blobs)\/[^/]*$/.test(pathOf(url));
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
