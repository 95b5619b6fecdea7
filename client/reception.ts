import { createHash, type Hash } from "node:crypto";
import { now } from "./clock.ts";
import { Content, hashedTwice } from "./content.ts";
import type { HeaderLine } from "./exchange.ts";
import { failureOf } from "./failures.ts";
import { GivenUp, type ReceivedBody, type WireLimits, type WireResult } from "./wire.ts";

/**
 * One exchange under way: takes what a transport reports, keeps time and limits, and ends in a result. Whatever
 * comes first settles it; later reports are ignored.
 */
export class Reception {
  readonly result: Promise<WireResult>;
  readonly #settle: (result: WireResult) => void;
  readonly #host: string;
  readonly #limits: WireLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #created = performance.now();
  readonly #createdAt = now();
  #sent: HeaderLine[] = [];
  #started: number | undefined;
  #firstByte: number | undefined;
  #status: number | undefined;
  #headers: HeaderLine[] = [];
  #body = new BodyReader(0);
  #tearDown: ((reason: Error) => void) | undefined;
  #givenUp: GivenUp | undefined;
  /** Bytes of body since the time began to run anew. */
  #sinceRefresh = 0;
  #over = false;

  constructor(host: string, limits: WireLimits, signal?: AbortSignal) {
    this.#host = host;
    this.#limits = limits;
    this.#signal = signal;
    let settle: (result: WireResult) => void = () => {};
    this.result = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    this.#timer = setTimeout(() => this.#timedOut(), limits.timeoutMs);
    signal?.addEventListener("abort", this.#cancelled, { once: true });
    if (signal?.aborted) this.#cancelled();
  }

  /** How to end the connection from our side when time is up, the body too long, or the run cancelled. */
  onGivenUp(tearDown: (reason: Error) => void): void {
    this.#tearDown = tearDown;
    if (this.#givenUp) tearDown(this.#givenUp);
  }

  /** The connection stands and the request goes out. */
  started(sent: HeaderLine[]): void {
    this.#sent = sent;
    this.#started ??= performance.now();
  }

  head(status: number, headers: HeaderLine[]): void {
    this.#firstByte = performance.now();
    this.#status = status;
    this.#headers = headers;
    this.#body = new BodyReader(this.#limits.keepBytes);
  }

  data(chunk: Buffer): void {
    if (this.#over) return;
    this.#refresh(chunk.length);
    this.#body.add(chunk);
    if (this.#body.size <= this.#limits.maxBodyBytes) return;
    this.#giveUp({
      kind: "too-large",
      message: `the response body is longer than ${this.#limits.maxBodyBytes} bytes, the rest was not read`,
    });
  }

  /** A body may take its time as long as it goes on: a byte now and then does not count. */
  #refresh(count: number): void {
    const { timeoutPerBytes } = this.#limits;
    if (timeoutPerBytes === undefined) return;
    this.#sinceRefresh += count;
    if (this.#sinceRefresh < timeoutPerBytes) return;
    this.#sinceRefresh = 0;
    this.#timer.refresh();
  }

  /** A piece of the request's body went out. */
  pieceSent(): void {
    if (!this.#over && this.#limits.timeoutPerBytes !== undefined) this.#timer.refresh();
  }

  /** Whoever takes the body has had enough. */
  stop(): void {
    this.#giveUp({ kind: "cancelled", message: "the rest of the body was not wanted" });
  }

  end(): void {
    if (this.#status === undefined) this.failed(new Error("no response"));
    else this.#finish({ response: { status: this.#status, headers: this.#headers, body: this.#body.read() } });
  }

  failed(error: Error): void {
    const progress = { status: this.#status, headers: this.#headers, received: this.#body.size };
    this.#finish({ failure: error instanceof GivenUp ? error.failure : failureOf(error, this.#host, progress) });
  }

  #timedOut(): void {
    const waitedFor =
      this.#started === undefined ? "no connection" : this.#status === undefined ? "no response" : "no end of the body";
    this.#giveUp({ kind: "timeout", message: `${waitedFor} from ${this.#host} within ${this.#limits.timeoutMs} ms` });
  }

  readonly #cancelled = (): void => {
    this.#giveUp({ kind: "cancelled", message: "cancelled" });
  };

  #giveUp(failure: GivenUp["failure"]): void {
    this.#givenUp = new GivenUp(failure);
    this.failed(this.#givenUp);
    this.#tearDown?.(this.#givenUp);
  }

  #finish(outcome: Pick<WireResult, "response" | "failure">): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#cancelled);
    const start = this.#started ?? this.#created;
    this.#settle({
      sent: this.#sent,
      startedAt: this.#createdAt + (start - this.#created),
      firstByteMs: this.#firstByte === undefined ? null : this.#firstByte - start,
      totalMs: performance.now() - start,
      ...outcome,
    });
  }
}

/** Hashes a body as it passes, and keeps its head. */
class BodyReader {
  size = 0;
  readonly #keep: number;
  /** The head, with room for more: pieces of a byte each, kept as they come, would take a hundred times their size. */
  #kept = Buffer.alloc(0);
  #sha256: Hash | undefined;
  /** Given up once the body is long. */
  #sha512: Hash | undefined;

  constructor(keep: number) {
    this.#keep = keep;
  }

  add(chunk: Buffer): void {
    if (this.size === 0) this.#sha512 = createHash("sha512");
    if (this.size + chunk.length > hashedTwice) this.#sha512 = undefined;
    this.#sha256 ??= createHash("sha256");
    this.#sha256.update(chunk);
    this.#sha512?.update(chunk);
    this.#keepHeadOf(chunk);
    this.size += chunk.length;
  }

  #keepHeadOf(chunk: Buffer): void {
    const end = Math.min(this.size + chunk.length, this.#keep);
    if (end <= this.size) return;
    if (end > this.#kept.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, Math.min(2 * this.#kept.length, this.#keep)));
      this.#kept.copy(larger);
      this.#kept = larger;
    }
    chunk.copy(this.#kept, this.size);
  }

  read(): ReceivedBody {
    if (!this.#sha256) return { ...Content.empty.record, head: Buffer.alloc(0) };
    return {
      size: this.size,
      digest: `sha256:${this.#sha256.digest("hex")}`,
      ...(this.#sha512 ? { sha512: `sha512:${this.#sha512.digest("hex")}` } : {}),
      head: this.#kept.subarray(0, this.size),
    };
  }
}
