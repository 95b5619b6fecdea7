import { needOf } from "../../client/auth/need.ts";
import type { Call } from "../../client/call.ts";
import type { Client } from "../../client/client.ts";
import { Reply } from "../../suites/kit/reply.ts";

/** Requests that a probe sends at most. */
export const mostRequests = 10;

/** Sends calls as long as there are requests left, each with the one that a challenge to it would cost. */
export class Budget {
  readonly #client: Client;
  readonly #granted = new Set<string>();
  #challenges: "none" | "basic" | "bearer" = "none";

  constructor(client: Client) {
    this.#client = client;
  }

  /** Requests so far, those to a token server apart. */
  get used(): number {
    return this.#client.exchanges.filter(({ step }) => !step.startsWith("token for ")).length;
  }

  get left(): number {
    return mostRequests - this.used;
  }

  /** What the registry asked for. */
  get authentication(): "none" | "basic" | "bearer" {
    return this.#challenges;
  }

  /** Undefined where too few requests are left. */
  async send(step: string, call: Call): Promise<Reply | undefined> {
    const need = needOf(call.method, call.url);
    if (this.left < this.costOf(call)) return undefined;
    // The answer to a first challenge would be one request too many.
    const as = this.left === 1 && this.#challenges === "none" ? "anonymous" : "run";
    const sent = await this.#client.send({ ...call, as, followRedirects: false }, { scenario: "probe", step });
    const reply = new Reply(sent);
    if (this.#challenges === "none") this.#challenges = this.#asked();
    if (!reply.answered || reply.status !== 401) this.#granted.add(need);
    return reply;
  }

  /** Requests that it takes at most. */
  costOf({ method, url }: Call): number {
    return this.#challenges === "bearer" && !this.#granted.has(needOf(method, url)) ? 2 : 1;
  }

  #asked(): "none" | "basic" | "bearer" {
    const challenges = this.#client.exchanges.flatMap(({ response }) =>
      response?.status === 401 ? response.headers.filter(([name]) => /^www-authenticate$/i.test(name)) : [],
    );
    const asks = (scheme: RegExp) => challenges.some(([, value]) => scheme.test(value));
    return asks(/\bbearer\b/i) ? "bearer" : asks(/\bbasic\b/i) ? "basic" : "none";
  }
}
