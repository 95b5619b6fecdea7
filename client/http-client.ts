import { setMaxListeners } from "node:events";
import { addressOf, sameOrigin } from "./address.ts";
import { Session } from "./auth/session.ts";
import { type TokenRequest, tokensIn } from "./auth/tokens.ts";
import type { Call, Identity } from "./call.ts";
import type { Client, Sent } from "./client.ts";
import { now } from "./clock.ts";
import { Content } from "./content.ts";
import type { Exchange, ExchangeFailure, HeaderLine } from "./exchange.ts";
import { type FollowUp, type Hop, headerOf, type Label, type Received } from "./hop.ts";
import type { ClientOptions } from "./options.ts";
import { OwnMachine } from "./own-machine.ts";
import { Pace } from "./pace.ts";
import { Recorder } from "./record.ts";
import { Redactor, secretsOf } from "./redact.ts";
import { followRedirects } from "./redirects.ts";
import { Throttle } from "./throttle.ts";
import { Transport } from "./transport.ts";
import { Window } from "./window.ts";
import type { WireRequest, WireResult } from "./wire.ts";
import { within } from "./within.ts";

/** How much of a response body a scenario gets to read. */
const keepBytes = 5 * 1024 * 1024;

/** Registries take blobs of up to some 51 GiB (Amazon ECR). */
const longestBlob = 64 * 1024 ** 3;

const cancelled: ExchangeFailure = { kind: "cancelled", message: "cancelled before it was sent" };

/**
 * Speaks HTTP/1.1 with one target: sends calls as they are, answers challenges, follows redirects, waits when asked to,
 * and records every exchange with secrets masked.
 * @throws TypeError when the base URL is no http(s) URL
 */
export function createClient(options: ClientOptions): HttpClient {
  return new HttpClient(options);
}

export class HttpClient implements Client {
  readonly baseUrl: string;
  readonly #options: ClientOptions;
  readonly #timeoutMs: number;
  readonly #window: Window;
  readonly #pace: Pace;
  readonly #stop = new AbortController();
  readonly #transport: Transport;
  readonly #redactor = new Redactor();
  readonly #recorder: Recorder;
  readonly #throttle: Throttle;
  readonly #ownMachine: OwnMachine;
  readonly #sessions: Record<Exclude<Identity, "anonymous">, Session>;

  constructor(options: ClientOptions) {
    const { credentials, limitedCredentials, signal } = options;
    const { timeoutMs = 30_000, maxBodyBytes = 64 * 1024 * 1024, maxStreamBytes = longestBlob } = options;
    this.baseUrl = options.baseUrl.replace(/^(https?:\/\/)[^/?#]*@/i, "$1").replace(/\/+$/, "");
    this.#options = options;
    this.#timeoutMs = timeoutMs;
    this.#sessions = {
      run: new Session(this.baseUrl, credentials, options.scope),
      limited: new Session(this.baseUrl, limitedCredentials, options.scope),
    };
    for (const each of [credentials, limitedCredentials]) if (each) this.#redactor.learn(...secretsOf(each));
    this.#redactor.concede(this.baseUrl);

    // Every exchange under way listens to the one, and many clients may listen to the other.
    setMaxListeners(0, this.#stop.signal, ...(signal ? [signal] : []));
    if (signal?.aborted) this.#stop.abort();
    signal?.addEventListener("abort", () => this.#stop.abort(), { once: true, signal: this.#stop.signal });

    this.#window = new Window(options.concurrency);
    this.#pace = new Pace(options.perSecond, this.#stop.signal);
    this.#throttle = new Throttle(options.throttle ?? {}, this.#stop.signal);
    const { origin } = addressOf(this.baseUrl);
    this.#ownMachine = new OwnMachine(origin, options.resolve);
    const { unixSocket: path, ...connection } = options;
    this.#transport = new Transport(
      {
        ...connection,
        concurrency: this.#window.most,
        lookup: this.#ownMachine.lookup,
        ...(path === undefined ? {} : { unixSocket: { origin, path } }),
      },
      { timeoutMs, maxBodyBytes, maxStreamBytes, keepBytes },
      this.#stop.signal,
    );
    this.#recorder = new Recorder(this.#redactor, options.onExchange);
  }

  get exchanges(): readonly Exchange[] {
    return this.#recorder.exchanges;
  }

  /** Never rejects for what the target does: a failure is recorded in the exchange. */
  async send(call: Call, label: Label): Promise<Sent> {
    const session = call.as === "anonymous" ? undefined : this.#sessions[call.as ?? "run"];
    if (call.url.startsWith("/")) this.#redactor.concede(call.url.replace(/\?.*$/s, ""));

    const followUps = [this.#throttle.followUp()];
    if (session) followUps.push((hop, received) => session.answer(hop, received, this.#askForToken(label, received)));
    if (call.followRedirects !== false) followUps.push(followRedirects());

    const { exchange, response } = await this.#converse(this.#firstHop(call), label, followUps, session);
    return {
      exchange,
      body: response?.body.head ?? Buffer.alloc(0),
      location: response && headerOf(response.headers, "Location"),
      ...(response?.status === 401 && session?.reason !== undefined ? { refusal: session.reason } : {}),
    };
  }

  /** The text with every secret known to this client masked. */
  redact(text: string): string {
    return this.#redactor.text(text);
  }

  /** Ends what is under way as `cancelled`, and all connections. */
  close(): Promise<void> {
    this.#stop.abort();
    return this.#transport.close();
  }

  /** Sends a request and whatever its answers call for, until no follow-up has anything to add. */
  async #converse(first: Hop, label: Label, followUps: FollowUp[], session?: Session): Promise<Received> {
    for (let hop = first; ; ) {
      if (session) hop = { ...hop, authorization: hop.authorization ?? session.authorizationFor(hop) };
      const received = await this.#exchange(hop, label);
      const next = await firstOf(followUps, hop, received);
      if (!next) return received;
      hop = next;
    }
  }

  #firstHop(call: Call): Hop {
    const url = call.url.startsWith("/") ? this.baseUrl + call.url : call.url;
    const headers = Object.entries(call.headers ?? {}).flatMap(([name, values]) =>
      [values].flat().map((value): HeaderLine => [name, value]),
    );
    return { method: call.method, url, headers, body: call.body, call, locationOf: call.locationOf };
  }

  #askForToken(label: Label, { exchange }: Received) {
    return ({ url, authorization, form }: TokenRequest): Promise<Received> => {
      const method = form === undefined ? "GET" : "POST";
      const type: HeaderLine[] = form === undefined ? [] : [["Content-Type", "application/x-www-form-urlencoded"]];
      const hop: Hop = {
        method,
        url,
        headers: [["Accept", "application/json"], ...type],
        // Its bytes can be told in no command: they hold the secret.
        body: form === undefined ? undefined : new Content(Buffer.from(form, "latin1"), () => undefined),
        call: { method, url },
        authorization,
        follows: { exchange: exchange.id, because: "challenge" },
        secretsIn: (body) => tokensIn(body).flatMap((token) => secretsOf({ token })),
      };
      // A step of its own: the token server's word must never be taken for the target's answer to the step.
      const step = `token for ${label.step}`;
      return this.#converse(hop, { ...label, step }, [this.#throttle.followUp()]);
    };
  }

  #exchange(hop: Hop, label: Label): Promise<Received> {
    return this.#window.run(async () => {
      await this.#throttle.quiet();
      await this.#pace.turn();
      const record = this.#recorder.begin(hop, label);
      const result = await this.#onTheWire(hop);
      this.#window.answered(result.firstByteMs);
      if (hop.secretsIn && result.response) this.#redactor.learn(...hop.secretsIn(result.response.body.head));
      return { exchange: record(result), response: result.response };
    }, hop.call.goesFirst);
  }

  async #onTheWire(hop: Hop): Promise<WireResult> {
    if (hop.failure) return unsent(hop.failure);
    if (this.#stop.signal.aborted) return unsent(cancelled);
    try {
      const request = this.#wireRequest(hop);
      const refusal = await this.#refusal(request);
      return refusal ?? (await this.#transport.send(request));
    } catch {
      return unsent({ kind: "malformed", message: "not sent: the URL is no http(s) URL" });
    }
  }

  /** A proxy looks names up itself, and not on this machine. */
  async #refusal({ address: { origin, host } }: WireRequest): Promise<WireResult | undefined> {
    if (sameOrigin(origin, this.baseUrl) || this.#options.proxyFor?.(origin)) return undefined;
    const answer = await within(this.#timeoutMs, this.#stop.signal, this.#ownMachine.refusal(origin));
    if (this.#stop.signal.aborted) return unsent(cancelled);
    if (!answer)
      return unsent({ kind: "timeout", message: `${host} was not found by its name within ${this.#timeoutMs} ms` });
    return answer.came === undefined ? undefined : unsent({ kind: "redirects", message: `not sent: ${answer.came}` });
  }

  /** @throws TypeError when the URL is none that can be asked */
  #wireRequest({ method, url, headers, authorization, body, call }: Hop): WireRequest {
    const { userAgent, continueWaitMs = 1000 } = this.#options;
    const lines = [...headers];
    if (authorization) lines.push(["Authorization", authorization]);
    if (userAgent && headerOf(lines, "User-Agent") === undefined) lines.push(["User-Agent", userAgent]);
    return {
      method,
      address: addressOf(url),
      headers: lines,
      body: body?.body ?? Buffer.alloc(0),
      chunkedCoding: call.chunkedCoding,
      declaredLength: call.declaredLength,
      into: call.into,
      expectedLength: call.about?.size,
      continueWaitMs: call.expectContinue ? continueWaitMs : undefined,
    };
  }
}

async function firstOf(followUps: FollowUp[], hop: Hop, received: Received): Promise<Hop | undefined> {
  for (const followUp of followUps) {
    const next = await followUp(hop, received);
    if (next) return next;
  }
  return undefined;
}

function unsent(failure: ExchangeFailure): WireResult {
  return { sent: [], startedAt: now(), firstByteMs: null, totalMs: 0, failure };
}
