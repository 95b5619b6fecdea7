import { createReadStream } from "node:fs";
import { unlink } from "node:fs/promises";
import type { Stream } from "../answer.ts";

/** Stored bytes, wherever they are. */
export interface Content extends Stream {
  /** Bytes `start` up to but not including `end`. */
  read(start?: number, end?: number): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

export class MemoryContent implements Content {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  async *read(start = 0, end = this.size): AsyncIterable<Uint8Array> {
    if (end > start) yield this.#bytes.subarray(start, end);
  }

  async discard(): Promise<void> {}
}

export class FileContent implements Content {
  readonly size: number;
  readonly #path: string;

  constructor(path: string, size: number) {
    this.#path = path;
    this.size = size;
  }

  async *read(start = 0, end = this.size): AsyncIterable<Uint8Array> {
    if (end <= start) return;
    yield* createReadStream(this.#path, { start, end: end - 1, highWaterMark: 256 * 1024 });
  }

  async discard(): Promise<void> {
    await unlink(this.#path).catch(() => {});
  }
}

/** A part of stored bytes, as an answer's body. */
export function slice(content: Content, start: number, end: number): Stream {
  return { size: end - start, read: () => content.read(start, end) };
}
