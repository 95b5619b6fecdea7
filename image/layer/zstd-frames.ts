import { BadCompression } from "./compression.ts";

/** The largest window that a decoder takes unasked, as zstd's own (bytes). */
const largestWindow = 128 * 1024 * 1024;

type State = "magic" | "skippable" | "header" | "block" | "checksum" | "end";

const frameMagic = 0xfd2fb528;

/** Bytes of a frame that holds data. */
export interface FramePart {
  bytes: Buffer;
  /** They are its last. */
  ends: boolean;
}

/**
 * Cuts a zstd stream into its frames (RFC 8878, 3.1) without decoding them, and holds them to the format: that they are
 * whole, that nothing but frames follows, and that none asks for more memory than we would give. Node's decoder takes the
 * first frame for all there is, so each has to be handed to one of its own.
 */
export class ZstdFrames {
  #state: State = "magic";
  #head = Buffer.alloc(0);
  #wanted = 4;
  #skip = 0;
  #checksum = false;
  /** Whether the frame under way holds data. */
  #data = false;

  /**
   * @returns the bytes of frames with data, skippable frames left out
   * @throws BadCompression
   */
  write(chunk: Buffer): FramePart[] {
    const parts: FramePart[] = [];
    let start = 0;
    let from = 0;
    while (from < chunk.length) {
      if (this.#skip > 0) {
        const taken = Math.min(this.#skip, chunk.length - from);
        this.#skip -= taken;
        from += taken;
      } else {
        const taken = Math.min(this.#wanted - this.#head.length, chunk.length - from);
        this.#head = Buffer.concat([this.#head, chunk.subarray(from, from + taken)]);
        from += taken;
        if (this.#head.length < this.#wanted) continue;
        const magic = this.#state === "magic" ? this.#head : undefined;
        this.#take(this.#head);
        if (magic && this.#data) {
          parts.push({ bytes: magic, ends: false });
          start = from;
        }
      }
      if (this.#state !== "end" || this.#skip > 0) continue;
      parts.push({ bytes: chunk.subarray(start, from), ends: true });
      this.#data = false;
      this.#next("magic", 4);
    }
    if (this.#data && start < from) parts.push({ bytes: chunk.subarray(start, from), ends: false });
    return parts;
  }

  /** @throws BadCompression when the last frame is not whole */
  end(): void {
    if (this.#state !== "magic" || this.#head.length > 0 || this.#skip > 0)
      throw new BadCompression("the last zstd frame ends too early");
  }

  #next(state: State, wanted: number): void {
    this.#state = state;
    this.#head = Buffer.alloc(0);
    this.#wanted = wanted;
  }

  #take(head: Buffer): void {
    switch (this.#state) {
      case "magic":
        this.#magic(head.readUInt32LE());
        break;
      case "skippable":
        this.#skip = head.readUInt32LE();
        this.#next("magic", 4);
        break;
      case "header":
        this.#header(head);
        break;
      case "block":
        this.#block(head.readUIntLE(0, 3));
        break;
      case "checksum":
        this.#next("end", 0);
    }
  }

  #magic(magic: number): void {
    if (magic >>> 4 === 0x184d2a5) this.#next("skippable", 4);
    else if (magic === frameMagic) {
      this.#data = true;
      this.#next("header", 1);
    } else throw new BadCompression("something that is no zstd frame follows");
  }

  #header(head: Buffer): void {
    const descriptor = head[0] as number;
    const single = (descriptor & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][descriptor & 3] as number;
    const content = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] as number;
    this.#wanted = 1 + (single ? 0 : 1) + dictionary + content;
    if (head.length < this.#wanted) return;
    if (dictionary > 0) throw new BadCompression("a zstd frame wants a dictionary, and an image has none");
    const window = single ? contentSize(head.subarray(1)) : windowSize(head[1] as number);
    if (window > largestWindow)
      throw new BadCompression(`a zstd frame wants a window of ${window} bytes, and decoders give 128 MiB unasked`);
    this.#checksum = (descriptor & 4) !== 0;
    this.#next("block", 3);
  }

  #block(header: number): void {
    const last = (header & 1) === 1;
    const type = (header >> 1) & 3;
    if (type === 3) throw new BadCompression("a zstd block has the reserved type");
    this.#skip = type === 1 ? 1 : header >> 3;
    if (!last) this.#next("block", 3);
    else if (this.#checksum) this.#next("checksum", 4);
    else this.#next("end", 0);
  }
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(field: Buffer): number {
  if (field.length === 1) return field[0] as number;
  if (field.length === 2) return field.readUInt16LE() + 256;
  return field.length === 4 ? field.readUInt32LE() : Number(field.readBigUInt64LE());
}
