import type { IncomingMessage } from "node:http";

/** The client stopped before the end of the body it had declared. */
export class ShortBody extends Error {
  override readonly name = "ShortBody";
}

/** The bytes of a request; read once, as a stream or as a whole. */
export class RequestBody {
  /** The declared Content-Length; undefined with chunked transfer coding. */
  readonly length: number | undefined;
  /** The client waits for 100 Continue, and nobody has asked it for the body yet. */
  awaitsContinue: boolean;
  /** The body ended before its declared length. */
  cutShort = false;
  readonly #message: IncomingMessage;
  readonly #sendContinue: (() => void) | undefined;
  #whole: Promise<Buffer | undefined> | undefined;

  constructor(message: IncomingMessage, sendContinue?: () => void) {
    const declared = message.headers["content-length"];
    const coded = message.headers["transfer-encoding"] !== undefined;
    this.length = declared !== undefined ? Number(declared) : coded ? undefined : 0;
    this.awaitsContinue = sendContinue !== undefined;
    this.#message = message;
    this.#sendContinue = sendContinue;
  }

  /**
   * The body piece by piece.
   * @throws ShortBody when it ends before its declared length
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    if (this.awaitsContinue) this.#sendContinue?.();
    this.awaitsContinue = false;
    try {
      // Whoever stops early still wants to answer on this connection.
      for await (const piece of this.#message.iterator({ destroyOnReturn: false })) yield piece as Buffer;
    } catch (error) {
      this.cutShort = true;
      throw new ShortBody("the connection was closed before the end of the body", { cause: error });
    }
    if (this.cutShort) throw new ShortBody("the body is shorter than its Content-Length");
  }

  /** The whole body, whoever asks and however often; undefined when it is longer than `limit` bytes. */
  whole(limit = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
    this.#whole ??= this.#collect(limit);
    return this.#whole;
  }

  /** The client half-closed the connection before the end: nothing more will come, but an answer can still go. */
  cut(): void {
    this.cutShort = true;
    // Node would destroy the socket together with a message that ends incomplete.
    this.#message.complete = true;
    this.#message.push(null);
  }

  get complete(): boolean {
    return this.#message.complete;
  }

  /** Lets what nobody read pass by, so that the connection can take the next request. */
  drain(): void {
    if (!this.#message.complete && !this.#message.destroyed) this.#message.resume();
  }

  async #collect(limit: number): Promise<Buffer | undefined> {
    if (this.length !== undefined && this.length > limit) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of this) {
      size += piece.length;
      if (size > limit) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }
}
