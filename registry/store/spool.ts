import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { Algorithm } from "../grammar.ts";
import { type Content, FileContent, MemoryContent } from "./content.ts";

const memoryLimit = 8 * 1024 * 1024;

/**
 * Bytes that are still arriving: hashed as they come, in memory up to 8 MiB and in a temporary file beyond, so that
 * an upload of any size needs the same memory.
 */
export class Spool {
  readonly #newPath: () => Promise<string>;
  #pieces: Buffer[] = [];
  #file: FileHandle | undefined;
  #path = "";
  #size = 0;
  #finished = false;
  #hashes: Map<Algorithm, Hash>;

  /**
   * @param newPath where to put the temporary file, when it comes to that
   * @param algorithms what to hash while bytes arrive; any other digest costs a second reading
   */
  constructor(newPath: () => Promise<string>, algorithms: Iterable<Algorithm> = ["sha256"]) {
    this.#newPath = newPath;
    this.#hashes = new Map([...algorithms].map((algorithm) => [algorithm, createHash(algorithm)]));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  async append(piece: Buffer): Promise<void> {
    if (!this.#file && this.#size + piece.length > memoryLimit) await this.#moveToFile();
    if (this.#file) await writeAll(this.#file, piece, this.#size);
    else this.#pieces.push(piece);
    for (const hash of this.#hashes.values()) hash.update(piece);
    this.#size += piece.length;
  }

  /** Forgets everything from `size` on. */
  rewind(size: number): void {
    if (size >= this.#size) return;
    this.#hashes.clear();
    if (!this.#file) this.#pieces = [Buffer.concat(this.#pieces).subarray(0, size)];
    this.#size = size;
  }

  /** `<algorithm>:<hex>` of the bytes from `start` on. */
  async digest(algorithm: Algorithm, start = 0): Promise<string> {
    const running = start === 0 ? this.#hashes.get(algorithm) : undefined;
    if (running) return `${algorithm}:${running.copy().digest("hex")}`;
    const hash = createHash(algorithm);
    for await (const piece of this.read(start)) hash.update(piece);
    return `${algorithm}:${hash.digest("hex")}`;
  }

  read(start = 0): AsyncIterable<Uint8Array> {
    return this.#content().read(start);
  }

  /** The bytes as content that stays; the spool is at its end, and has nothing left to discard. */
  async finish(): Promise<Content> {
    this.#finished = true;
    await this.#file?.close();
    return this.#content();
  }

  async discard(): Promise<void> {
    if (!this.#finished) await (await this.finish()).discard();
  }

  #content(): Content {
    if (this.#file) return new FileContent(this.#path, this.#size);
    return new MemoryContent(Buffer.concat(this.#pieces));
  }

  async #moveToFile(): Promise<void> {
    this.#path = await this.#newPath();
    this.#file = await open(this.#path, "w");
    await writeAll(this.#file, Buffer.concat(this.#pieces), 0);
    this.#pieces = [];
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
