import type { Address } from "./address.ts";
import type { ExchangeFailure, HeaderLine } from "./exchange.ts";

/** Bytes to be sent: a Buffer, or what makes them when they are read. */
export interface Bytes {
  readonly length: number;
  /** Bytes `start` up to but not including `end`; what lies behind the last is left out. */
  subarray(start?: number, end?: number): Buffer;
}

/** Takes a body as it comes, however long it is. */
export interface BodySink {
  /** `wait`: no more until `onReady` calls back. `stop`: the rest is not wanted, and the exchange ends as cancelled. */
  write(chunk: Buffer): "more" | "wait" | "stop";
  onReady(goOn: () => void): void;
}

/** A request in its final form, secrets and all: what the transports send, and never what is recorded. */
export interface WireRequest {
  method: string;
  address: Address;
  /** All but Host, Connection and the framing, which the transport writes. */
  headers: HeaderLine[];
  body: Bytes;
  /** Chunked transfer coding instead of Content-Length. */
  chunkedCoding?: boolean;
  /** A Content-Length that is not the body's size. */
  declaredLength?: number;
  /** Takes the body of a 2xx answer. */
  into?: BodySink;
  /** How long the body of a right answer is: one that `into` takes may be longer by `maxBodyBytes`. */
  expectedLength?: number;
  /** Send `Expect: 100-continue` and hold the body back for the interim answer, or for this many ms without one. */
  continueWaitMs?: number;
}

/** A body as it came: hashed whole, kept in part. */
export interface ReceivedBody {
  size: number;
  /** `sha256:<hex>` */
  digest: string;
  /** `sha512:<hex>`; only for bodies of up to 64 KiB. */
  sha512?: string;
  /** The first bytes, up to `keepBytes`. */
  head: Buffer;
}

export interface WireResponse {
  status: number;
  /** Names in their own case, values decoded as latin1, so that every byte survives. */
  headers: HeaderLine[];
  body: ReceivedBody;
}

/** What came of a request; never a rejection. */
export interface WireResult {
  /** Every header line as it was sent. */
  sent: HeaderLine[];
  /** Milliseconds since the epoch. */
  startedAt: number;
  firstByteMs: number | null;
  totalMs: number;
  response?: WireResponse;
  failure?: ExchangeFailure;
}

export interface WireLimits {
  /** For the whole exchange, connecting included. */
  timeoutMs: number;
  /** A longer response body is a failure. */
  maxBodyBytes: number;
  /** So is a longer one that `into` takes, where nobody knows how long it should be. */
  maxStreamBytes: number;
  /** How much of a body `head` holds. */
  keepBytes: number;
  /** The time runs anew whenever that many bytes of the answer have come, and with every piece of the request that went out. */
  timeoutPerBytes?: number;
}

/** Why we gave up on an exchange ourselves. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly failure: ExchangeFailure;

  constructor(failure: ExchangeFailure) {
    super(failure.message);
    this.failure = failure;
  }
}
