import type { Call } from "./call.ts";
import type { Exchange } from "./exchange.ts";

/** What came of a call: the last exchange (after redirects and challenges) and its body, for the next step to read. */
export interface Sent {
  exchange: Exchange;
  /** The response body as received, up to the client's limit; empty when there was no response. */
  body: Buffer;
  /** The Location header as received, unmasked, for the next step to go to; it must never be told. */
  location?: string;
  /** Of a 401: why its challenge could not be answered, in one line. */
  refusal?: string;
}

/** Speaks HTTP with one target and records every exchange. */
export interface Client {
  /** `https://registry.example` or with a path prefix; no trailing slash. */
  readonly baseUrl: string;
  /** Never rejects for what the target does: a failure is recorded in the exchange. */
  send(call: Call, label: { scenario: string; step: string }): Promise<Sent>;
  /** Everything recorded so far, in the order of sending. */
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}
