import { createHash } from "node:crypto";
import type { ContentRecord } from "./exchange.ts";
import type { Bytes } from "./wire.ts";

/** Bytes of content up to which its sha512 is kept beside its sha256: hashing everything twice would cost more than it tells. */
export const hashedTwice = 64 * 1024;

/** Characters of text that a command line may hold. */
const longestShown = 16 * 1024;

/**
 * Bytes that a run pushes or expects back, together with the shell command that prints them, so that a
 * reader can send the very same request by hand.
 */
export class Content {
  readonly bytes: Buffer;
  readonly mediaType: string | undefined;
  readonly #source: () => string | undefined;
  #record: ContentRecord | undefined;

  /** @param source gives the shell command that prints the bytes; asked only when somebody wants to see it */
  constructor(bytes: Buffer, source: () => string | undefined, mediaType?: string) {
    this.bytes = bytes;
    this.#source = source;
    this.mediaType = mediaType;
  }

  /** A POSIX shell command that writes the bytes to its standard output; undefined when it would be too long to show. */
  get source(): string | undefined {
    return this.#source();
  }

  /**
   * Numbered lines `<label> 1`, `<label> 2`, … cut at `size` bytes: new content for a new label, no two
   * lines alike (so a lost, doubled or shifted part always shows), and printable by `seq`. Large content has
   * numbers of a thousand digits, so that it has fewer lines to make.
   */
  static lines(label: string, size: number): Content {
    const digits = size > 64 * 1024 ? 1000 : 1;
    const bytes = Buffer.allocUnsafe(size);
    let written = 0;
    let line = 0;
    while (written < size)
      written += bytes.write(`${label} ${String(++line).padStart(digits, "0")}\n`, written, "latin1");
    const number = digits > 1 ? `%0${digits}.0f` : "%.0f";
    return new Content(bytes, () => `seq -f '${label} ${number}' ${Math.max(line, 1)} | head -c ${size}`);
  }

  /** Text as it stands, printed by `printf` unless it is long. */
  static text(text: string, mediaType?: string): Content {
    const source = () => (text.length > longestShown ? undefined : `printf %s '${text.replaceAll("'", "'\\''")}'`);
    return new Content(Buffer.from(text, "utf8"), source, mediaType);
  }

  /** A JSON document, in the given formatting (default: two spaces). */
  static json(value: unknown, mediaType?: string, indent: number | string = 2): Content {
    return Content.text(JSON.stringify(value, null, indent), mediaType);
  }

  static readonly empty = new Content(Buffer.alloc(0), () => "printf ''");

  /** What is sent. */
  get body(): Bytes {
    return this.bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  /** `sha256:<hex>` */
  get digest(): string {
    return this.record.digest;
  }

  /** `sha512:<hex>` */
  get sha512(): string {
    return this.record.sha512 ?? digestOf("sha512", this.bytes);
  }

  get record(): ContentRecord {
    this.#record ??= {
      size: this.size,
      digest: digestOf("sha256", this.bytes),
      ...(this.size <= hashedTwice ? { sha512: digestOf("sha512", this.bytes) } : {}),
      ...(this.mediaType ? { mediaType: this.mediaType } : {}),
    };
    return this.#record;
  }

  /** Bytes `start` up to but not including `end`, like `Buffer.subarray`. */
  slice(start: number, end = this.size): Content {
    const bytes = this.bytes.subarray(start, end);
    const cut = start > 0 ? `tail -c +${start + 1} | head -c ${bytes.length}` : `head -c ${bytes.length}`;
    return new Content(bytes, () => this.source && `${this.source} | ${cut}`);
  }

  /** Cut into pieces of the given sizes; the last piece takes what is left. */
  split(...sizes: number[]): Content[] {
    const pieces: Content[] = [];
    let start = 0;
    for (const size of sizes) {
      pieces.push(this.slice(start, start + size));
      start += size;
    }
    if (start < this.size) pieces.push(this.slice(start));
    return pieces;
  }

  /** The same bytes under another media type. */
  as(mediaType: string): Content {
    return new Content(this.bytes, this.#source, mediaType);
  }
}

/** `<algorithm>:<hex>` of the bytes. */
export function digestOf(algorithm: "sha256" | "sha512", bytes: Uint8Array): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
