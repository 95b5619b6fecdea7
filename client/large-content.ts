import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { Content } from "./content.ts";
import type { ContentRecord } from "./exchange.ts";
import type { Bytes } from "./wire.ts";

/** Digits of the number that each line ends with. */
const digits = 1000;
/** What is kept, for whoever wants to see how it begins. */
const kept = 64 * 1024;
const hashedAtOnce = 1024 * 1024;

/** Numbered lines, as `Content.lines` has them, each made when somebody reads it. */
class Lines implements Bytes {
  readonly #label: string;
  readonly #start: number;
  readonly length: number;

  constructor(label: string, start: number, length: number) {
    this.#label = label;
    this.#start = start;
    this.length = length;
  }

  subarray(start = 0, end = this.length): Buffer {
    return this.#read(start, end, (count) => this.#blank(count));
  }

  part(start: number, end: number): Lines {
    return new Lines(this.#label, this.#start + start, Math.min(end, this.length) - start);
  }

  /** All bytes in their order. Each piece is overwritten by the next, so that a gigabyte leaves no garbage behind. */
  *pieces(): Generator<Buffer> {
    const used = this.#blank(Math.ceil(hashedAtOnce / this.#width) + 1);
    for (let at = 0; at < this.length; at += hashedAtOnce) yield this.#read(at, at + hashedAtOnce, () => used);
  }

  get #width(): number {
    return this.#label.length + 1 + digits + 1;
  }

  #blank(count: number): Buffer {
    return Buffer.alloc(count * this.#width, `${this.#label} ${"0".repeat(digits)}\n`, "latin1");
  }

  /** @param room gives that many lines whose numbers are to be written, none longer than the one that comes there */
  #read(start: number, end: number, room: (count: number) => Buffer): Buffer {
    const last = this.#start + Math.min(end, this.length);
    const from = Math.min(this.#start + start, last);
    const first = Math.floor(from / this.#width);
    const count = Math.ceil(last / this.#width) - first;
    const lines = room(count);
    for (let line = 0; line < count; line++) {
      // Digit by digit: of a gigabyte, a million texts would be left behind.
      let at = (line + 1) * this.#width - 2;
      for (let rest = first + line + 1; rest > 0; rest = Math.floor(rest / 10)) lines[at--] = 48 + (rest % 10);
    }
    const cut = from - first * this.#width;
    return lines.subarray(cut, cut + last - from);
  }
}

/** Content too large for memory: it is made piece by piece whenever it is sent. `bytes` holds its beginning only. */
export class LargeContent extends Content {
  readonly #lines: Lines;
  readonly #digest: string;

  private constructor(lines: Lines, digest: string, source: () => string) {
    super(lines.subarray(0, kept), source);
    this.#lines = lines;
    this.#digest = digest;
  }

  /** As `Content.lines`, of any size; other work goes on while its digest is computed. */
  static async make(label: string, size: number): Promise<LargeContent> {
    const lines = new Lines(label, 0, size);
    const hash = createHash("sha256");
    for (const piece of lines.pieces()) {
      hash.update(piece);
      await setImmediate();
    }
    const source = `seq -f '${label} %0${digits}.0f' ${Math.ceil(size / (label.length + digits + 2))} | head -c ${size}`;
    return new LargeContent(lines, `sha256:${hash.digest("hex")}`, () => source);
  }

  override get size(): number {
    return this.#lines.length;
  }

  override get body(): Bytes {
    return this.#lines;
  }

  override get record(): ContentRecord {
    return { size: this.size, digest: this.#digest };
  }

  /** Computed anew by each call: for pieces of some megabytes. */
  override slice(start: number, end = this.size): Content {
    const part = this.#lines.part(start, end);
    const hash = createHash("sha256");
    for (const piece of part.pieces()) hash.update(piece);
    const cut = `tail -c +${start + 1} | head -c ${part.length}`;
    return new LargeContent(part, `sha256:${hash.digest("hex")}`, () => `${this.source} | ${cut}`);
  }
}
