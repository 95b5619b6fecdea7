import { addressOf } from "./address.ts";
import type { Call } from "./call.ts";
import type { Client, Sent } from "./client.ts";
import type { Exchange, HeaderLine } from "./exchange.ts";
import { failureOf } from "./failures.ts";
import type { FollowUp, Hop, Label, Received } from "./hop.ts";
import { headerOf } from "./hop.ts";
import { Recorder } from "./record.ts";
import { Redactor } from "./redact.ts";
import { followRedirects } from "./redirects.ts";
import { Semaphore } from "./semaphore.ts";
import { Transport } from "./transport.ts";
import type { WireLimits, WireRequest, WireResult } from "./wire.ts";

export type Credentials = { username: string; password: string } | { token: string };

export interface ClientOptions {
  /** `https://registry.example`, or with a path prefix. */
  baseUrl: string;
  credentials?: Credentials;
  /** Those of an account with fewer rights. */
  limitedCredentials?: Credentials;
  /** Requests under way at once; default 16. */
  concurrency?: number;
  /** For one exchange, connecting included; default 30 000. */
  timeoutMs?: number;
  /** Accept any certificate. */
  insecure?: boolean;
  /** PEM of authorities to trust besides the usual ones. */
  ca?: string;
  /** PEM of a client certificate and its key. */
  cert?: string;
  key?: string;
  /** A longer response body is a failure; default 64 MiB. */
  maxBodyBytes?: number;
  userAgent?: string;
  /** Ends everything under way as `cancelled`. */
  signal?: AbortSignal;
  /** Called with every exchange as it ends. */
  onExchange?: (exchange: Exchange) => void;
}

/** How much of a response body a scenario gets to read. */
const keepBytes = 5 * 1024 * 1024;

/**
 * Speaks HTTP/1.1 with one target: sends calls as they are, and records every exchange with secrets masked.
 * @throws TypeError when the base URL is no http(s) URL
 */
export function createClient(options: ClientOptions): HttpClient {
  return new HttpClient(options);
}

export class HttpClient implements Client {
  readonly baseUrl: string;
  readonly #options: ClientOptions;
  readonly #gate: Semaphore;
  readonly #transport: Transport;
  readonly #recorder: Recorder;

  constructor(options: ClientOptions) {
    const { concurrency = 16, timeoutMs = 30_000, maxBodyBytes = 64 * 1024 * 1024, signal } = options;
    this.baseUrl = options.baseUrl.replace(/\/+$/, "");
    addressOf(this.baseUrl);
    const limits: WireLimits = { timeoutMs, maxBodyBytes, keepBytes };
    this.#options = options;
    this.#gate = new Semaphore(concurrency);
    this.#transport = new Transport({ ...options, concurrency }, limits, signal);
    this.#recorder = new Recorder(new Redactor(), options.onExchange);
  }

  get exchanges(): readonly Exchange[] {
    return this.#recorder.exchanges;
  }

  async send(call: Call, label: Label): Promise<Sent> {
    const followUps: FollowUp[] = call.followRedirects === false ? [] : [followRedirects()];
    let hop: Hop | undefined = this.#firstHop(call);
    for (;;) {
      const received = await this.#exchange(hop, label);
      hop = await nextHop(followUps, hop, received);
      if (!hop) return { exchange: received.exchange, body: received.response?.body.head ?? Buffer.alloc(0) };
    }
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  #firstHop(call: Call): Hop {
    const url = call.url.startsWith("/") ? this.baseUrl + call.url : call.url;
    const headers = headerLines(call.headers ?? {});
    if (this.#options.userAgent && !headerOf(headers, "User-Agent")) {
      headers.push(["User-Agent", this.#options.userAgent]);
    }
    return { method: call.method, url, headers, body: call.body, call, locationOf: call.locationOf };
  }

  #exchange(hop: Hop, label: Label): Promise<Received> {
    return this.#gate.run(async () => {
      const record = this.#recorder.begin(hop, label);
      const result = await this.#onTheWire(hop);
      return { exchange: record(result), response: result.response };
    });
  }

  async #onTheWire(hop: Hop): Promise<WireResult> {
    if (hop.failure) return unsent(hop.failure);
    let request: WireRequest;
    try {
      request = wireRequest(hop);
    } catch (error) {
      return unsent(failureOf(error, hop.url));
    }
    return this.#transport.send(request);
  }
}

async function nextHop(followUps: FollowUp[], hop: Hop, received: Received): Promise<Hop | undefined> {
  for (const followUp of followUps) {
    const next = await followUp(hop, received);
    if (next) return next;
  }
  return undefined;
}

function wireRequest({ method, url, headers, body, call }: Hop): WireRequest {
  return {
    method,
    address: addressOf(url),
    headers,
    body: body?.bytes ?? Buffer.alloc(0),
    chunkedCoding: call.chunkedCoding,
    declaredLength: call.declaredLength,
  };
}

function headerLines(headers: Record<string, string | string[]>): HeaderLine[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value): HeaderLine => [name, value]));
}

function unsent(failure: NonNullable<WireResult["failure"]>): WireResult {
  return { sent: [], startedAt: Date.now(), firstByteMs: null, totalMs: 0, failure };
}
