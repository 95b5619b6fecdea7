import type { Transform } from "node:stream";
import zlib from "node:zlib";
import { Decompress } from "fzstd";
import { BadCompression, type Compression } from "./compression.ts";
import { ZstdFrames } from "./zstd-frames.ts";

/** Takes compressed bytes and hands on what they hold. Every method may throw BadCompression. */
export interface Decoder {
  /** Resolves when the chunk has been decoded. */
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
  /** Gives up on what is under way. */
  stop(): void;
}

/** Bytes handed on at once: zlib's own 16 KiB cost more in calls than in decoding. */
const chunkSize = 256 * 1024;

/** @returns undefined for a format that we cannot decode */
export function decoderFor(compression: Compression, onData: (chunk: Buffer) => void): Decoder | undefined {
  switch (compression) {
    case "none":
      return { write: async (chunk) => onData(chunk), end: async () => {}, stop: () => {} };
    case "gzip":
      return new GzipDecoder(onData);
    case "zstd":
      return new FramedDecoder(() =>
        nativeZstd ? new StreamDecoder(nativeZstd({ chunkSize }), onData) : new PortableZstd(onData),
      );
    default:
      return undefined;
  }
}

/** zlib's zstd is there from Node 22.15 on. */
const nativeZstd = (zlib as { createZstdDecompress?: (options: { chunkSize: number }) => Transform })
  .createZstdDecompress;

/** A decompressing stream of zlib's, which decodes in the thread pool while we hash. */
class StreamDecoder implements Decoder {
  readonly #stream: Transform;
  #failure: Error | undefined;
  /** A write that fails is not called back. */
  #waiting = () => {};

  constructor(stream: Transform, onData: (chunk: Buffer) => void) {
    this.#stream = stream;
    stream.on("data", onData);
    stream.on("error", (error) => {
      this.#failure ??= error;
    });
    stream.on("close", () => this.#waiting());
  }

  async write(chunk: Buffer): Promise<void> {
    if (!this.#failure) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
        this.#stream.write(chunk, () => resolve());
      });
    }
    this.#check();
  }

  async end(): Promise<void> {
    if (!this.#failure) {
      await new Promise<void>((resolve) => {
        this.#stream.once("end", resolve);
        this.#waiting = resolve;
        this.#stream.end();
      });
    }
    this.#check();
  }

  stop(): void {
    this.#stream.destroy();
  }

  #check(): void {
    if (this.#failure) throw new BadCompression(this.#failure.message);
  }
}

/** zlib passes over what follows the last member; RFC 1952 has nothing there but further members. */
class GzipDecoder implements Decoder {
  readonly #gunzip: zlib.Gunzip;
  readonly #inner: StreamDecoder;
  #given = 0;

  constructor(onData: (chunk: Buffer) => void) {
    this.#gunzip = zlib.createGunzip({ chunkSize });
    this.#inner = new StreamDecoder(this.#gunzip, onData);
  }

  async write(chunk: Buffer): Promise<void> {
    this.#given += chunk.length;
    await this.#inner.write(chunk);
  }

  async end(): Promise<void> {
    await this.#inner.end();
    const rest = this.#given - this.#gunzip.bytesWritten;
    if (rest > 0) throw new BadCompression(`${rest} bytes follow the last gzip member, and are none`);
  }

  stop(): void {
    this.#inner.stop();
  }
}

/** Decodes in plain JavaScript, for Node without zstd; it does not verify the checksums of frames, the diff_id does. */
class PortableZstd implements Decoder {
  readonly #decompress: Decompress;

  constructor(onData: (chunk: Buffer) => void) {
    this.#decompress = new Decompress((chunk) => onData(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
  }

  async write(chunk: Buffer): Promise<void> {
    // A few bytes may stand for many: small bites leave others their turn.
    for (let from = 0; from < chunk.length; from += 16 * 1024) {
      this.#push(chunk.subarray(from, from + 16 * 1024), false);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async end(): Promise<void> {
    this.#push(new Uint8Array(0), true);
  }

  stop(): void {}

  #push(chunk: Uint8Array, last: boolean): void {
    try {
      this.#decompress.push(chunk, last);
    } catch (error) {
      throw new BadCompression((error as Error).message);
    }
  }
}

/** Hands each frame of a zstd stream to a decoder of its own. */
class FramedDecoder implements Decoder {
  readonly #open: () => Decoder;
  readonly #frames = new ZstdFrames();
  #inner: Decoder | undefined;

  constructor(open: () => Decoder) {
    this.#open = open;
  }

  async write(chunk: Buffer): Promise<void> {
    for (const { bytes, ends } of this.#frames.write(chunk)) {
      this.#inner ??= this.#open();
      await this.#inner.write(bytes);
      if (!ends) continue;
      await this.#inner.end();
      this.#inner = undefined;
    }
  }

  async end(): Promise<void> {
    this.#frames.end();
  }

  stop(): void {
    this.#inner?.stop();
  }
}
