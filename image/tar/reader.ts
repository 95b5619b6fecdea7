import type { TarListener, TarProblem } from "./entry.ts";
import { blockSize, checksumHolds, headerOf, type TarHeader } from "./header.ts";
import { Metadata, metadataFlags } from "./metadata.ts";

/** Bytes of a PAX header or long name that are kept at most. */
const largestMetadata = 1024 * 1024;

/**
 * Reads an archive as it streams by and keeps nothing of its data. Own code because the libraries for it mend silently
 * what we are here to find, and tell no offsets.
 */
export class TarReader {
  readonly #listener: TarListener;
  readonly #block = Buffer.alloc(blockSize);
  #filled = 0;
  /** Bytes seen. */
  #at = 0;
  #skip = 0;
  /** Of what is being skipped, how many bytes are the entry's own. */
  #owed = 0;
  #current = "";
  #collecting: { typeflag: string; parts: Buffer[]; left: number } | undefined;
  #zeroBlocks = 0;
  #ended = false;
  #trailing = false;
  #broken = false;
  #entries = 0;
  /** A hard link whose size says that data follows; most writers mean none. */
  #perhaps = 0;
  #sparseGoesOn = false;
  readonly #metadata = new Metadata();

  constructor(listener: TarListener) {
    this.#listener = listener;
  }

  /** The archive cannot be followed any further. */
  get broken(): boolean {
    return this.#broken;
  }

  write(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length && !this.#broken) {
      const left = chunk.length - from;
      if (this.#skip > 0) {
        const taken = Math.min(this.#skip, left);
        this.#skip -= taken;
        this.#owed = Math.max(0, this.#owed - taken);
        this.#collect(chunk, from, taken);
        from += taken;
        this.#at += taken;
        if (this.#skip === 0) this.#collected();
        continue;
      }
      const taken = Math.min(blockSize - this.#filled, left);
      chunk.copy(this.#block, this.#filled, from, from + taken);
      this.#filled += taken;
      from += taken;
      this.#at += taken;
      if (this.#filled < blockSize) continue;
      this.#filled = 0;
      this.#take(this.#block);
    }
  }

  end(): void {
    if (this.#broken) return;
    if (this.#ended) return;
    const offset = this.#at;
    if (this.#owed > 0 || this.#collecting || this.#sparseGoesOn)
      this.#problem({ kind: "cut-short", offset, name: this.#current });
    else if (this.#filled > 0 && this.#entries === 0) this.#problem({ kind: "no-tar", offset: 0 });
    else if (this.#filled > 0) this.#problem({ kind: "cut-short", offset, name: "a header" });
    else this.#listener.problem({ kind: "no-end", offset });
  }

  #take(block: Buffer): void {
    const start = this.#at - blockSize;
    const zero = isZero(block);
    if (this.#ended) {
      if (!zero && !this.#trailing) {
        this.#trailing = true;
        this.#listener.problem({ kind: "trailing-data", offset: start });
      }
      return;
    }
    if (this.#sparseGoesOn) {
      this.#sparseGoesOn = block[504] === 1;
      if (!this.#sparseGoesOn) this.#skipData(this.#owed);
      return;
    }
    if (zero) {
      if (++this.#zeroBlocks === 2) this.#ended = true;
      return;
    }
    if (this.#zeroBlocks === 1) this.#problem({ kind: "lone-zero-block", offset: start - blockSize });
    else if (checksumHolds(block)) {
      this.#perhaps = 0;
      this.#header(headerOf(block), start);
    } else if (this.#perhaps > 0) this.#dataOfLink();
    else this.#problem(this.#entries === 0 ? { kind: "no-tar", offset: 0 } : { kind: "bad-header", offset: start });
  }

  /** The hard link brought its data along after all, and the block just read was the first of it. */
  #dataOfLink(): void {
    this.#owed = Math.max(0, this.#perhaps - blockSize);
    this.#skip = Math.ceil(this.#perhaps / blockSize) * blockSize - blockSize;
    this.#perhaps = 0;
  }

  #header(header: TarHeader, start: number): void {
    const { typeflag, size } = header;
    this.#entries++;
    if (size === undefined || size < 0) this.#problem({ kind: "bad-header", offset: start });
    else if (!metadataFlags.includes(typeflag)) this.#entry(header, size, start);
    else if (size > largestMetadata) this.#problem({ kind: "metadata-too-large", offset: start });
    else {
      this.#current = "a PAX header or long name";
      this.#collecting = { typeflag, parts: [], left: size };
      this.#skipData(size);
      if (this.#skip === 0) this.#collected();
    }
  }

  #entry(header: TarHeader, size: number, start: number): void {
    const entry = this.#metadata.entryOf(header, size, start + blockSize);
    // Entries that are no file have no data, whatever their size says.
    const data = entry.type === "file" || entry.type === "unknown" ? entry.size : 0;
    this.#perhaps = entry.type === "hardlink" ? entry.size : 0;
    this.#current = entry.name;
    this.#skipData(data);
    if (entry.typeflag === "S" && header.extended) {
      this.#sparseGoesOn = true;
      this.#skip = 0;
    }
    this.#listener.entry(entry);
  }

  #skipData(size: number): void {
    this.#owed = size;
    this.#skip = Math.ceil(size / blockSize) * blockSize;
  }

  #collect(chunk: Buffer, from: number, taken: number): void {
    const collecting = this.#collecting;
    if (!collecting || collecting.left === 0) return;
    const wanted = Math.min(collecting.left, taken);
    collecting.parts.push(Buffer.from(chunk.subarray(from, from + wanted)));
    collecting.left -= wanted;
  }

  #collected(): void {
    const collecting = this.#collecting;
    if (!collecting) return;
    this.#collecting = undefined;
    this.#metadata.take(collecting.typeflag, Buffer.concat(collecting.parts));
  }

  #problem(problem: TarProblem): void {
    this.#broken = true;
    this.#listener.problem(problem);
  }
}

const zeroBlock = Buffer.alloc(blockSize);

function isZero(block: Buffer): boolean {
  return block[0] === 0 && block.equals(zeroBlock);
}
