import type { Call } from "../../client/call.ts";
import type { Client, Sent } from "../../client/client.ts";
import { headerOf } from "../../client/hop.ts";
import { resolveLocation } from "../../suites/kit/reply.ts";

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

/** Keeps account of the upload sessions that a run opens and ends, from the calls and what came of them. */
export class Uploads {
  /** By each exchange that led on from them. */
  readonly #sessions = new Map<string, OpenUpload>();
  readonly #ended = new Set<OpenUpload>();
  #cancelled = false;

  /** Those that are open, each once. */
  get open(): OpenUpload[] {
    return [...new Set(this.#sessions.values())].filter((session) => !this.#ended.has(session));
  }

  /** Whether the target has cancelled one. */
  get canCancel(): boolean {
    return this.#cancelled;
  }

  /** The same client, whose calls are taken note of. */
  watching(client: Client): Client {
    return {
      baseUrl: client.baseUrl,
      get exchanges() {
        return client.exchanges;
      },
      send: async (call, label) => {
        const sent = await client.send(call, label);
        this.note(call, sent);
        return sent;
      },
      close: () => client.close(),
    };
  }

  note(call: Call, sent: Sent): void {
    const status = sent.exchange.response?.status ?? 0;
    const isTaken = status >= 200 && status < 300;
    const session = this.#sessions.get(call.locationOf ?? "");
    if (!session) {
      const repository = isTaken ? openedIn(call, status) : undefined;
      if (repository !== undefined)
        this.#goesOn({ repository, url: "", told: "", locationOf: "", doubtful: false }, sent);
      return;
    }
    // A scenario may ask for a session that never was, under a URL made from this one's.
    if (pathOf(call.url) !== pathOf(session.url)) return;
    if (!isTaken) session.doubtful = true;
    else if (call.method === "PATCH" || call.method === "GET") this.#goesOn(session, sent);
    else if (call.method === "PUT" || call.method === "DELETE") this.#ended.add(session);
    if (isTaken && call.method === "DELETE") this.#cancelled = true;
  }

  /** At a new place where the answer gives one. */
  #goesOn(session: OpenUpload, { exchange, location }: Sent): void {
    const told = headerOf(exchange.response?.headers ?? [], "Location");
    if (told === undefined) return;
    const locationOf = exchange.id;
    try {
      const url = resolveLocation(location ?? told, exchange.request.url);
      if (isContent(url)) return;
      Object.assign(session, { url, told: resolveLocation(told, exchange.request.url), locationOf });
      this.#sessions.set(locationOf, session);
    } catch {
      // A Location that is no URL leads nowhere.
    }
  }
}

/** The repository in which the call opened a session, if it did. A 201 with a digest has stored the blob instead. */
function openedIn({ method, url }: Call, status: number): string | undefined {
  const [, repository, query = ""] = /\/v2\/(.+)\/blobs\/uploads\/?(\?.*)?$/s.exec(url) ?? [];
  if (method !== "POST" || repository === undefined) return undefined;
  return status === 202 || !/[?&](digest|mount)=/.test(query) ? repository : undefined;
}

/** Whether a manifest or a blob is there, and no session, as a registry may say by mistake: it must not be deleted. */
function isContent(url: string): boolean {
  return /\/(manifests|blobs)\/[^/]*$/.test(pathOf(url));
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
