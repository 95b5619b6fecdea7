import { blockSize, checksumHolds, type EntryType, headerOf, type TarHeader, typeOf } from "./header.ts";
import { paxRecords } from "./pax.ts";

/** An entry, with what its PAX and GNU records say. Texts are byte strings (latin1). */
export interface TarEntry {
  /** As written, leading `./` and trailing `/` included. */
  name: string;
  linkName: string;
  type: EntryType;
  typeflag: string;
  mode: number | undefined;
  /** Bytes of data. */
  size: number;
  deviceMajor: number | undefined;
  deviceMinor: number | undefined;
  /** Offset of its data in the archive. */
  offset: number;
  pax: ReadonlyMap<string, string>;
  /** Header fields that hold no number. */
  unreadable: readonly string[];
  /** A PAX header before it is not well formed. */
  malformedPax: boolean;
}

/** What is wrong with the archive itself. */
export type TarProblem =
  | { kind: "no-tar"; offset: 0 }
  | { kind: "bad-header" | "lone-zero-block" | "trailing-data"; offset: number }
  | { kind: "cut-short"; offset: number; name: string }
  | { kind: "no-end"; offset: number }
  | { kind: "metadata-too-large"; offset: number };

export interface TarListener {
  entry(entry: TarEntry): void;
  problem(problem: TarProblem): void;
}

/** Bytes of a PAX header or long name that are kept at most. */
const largestMetadata = 1024 * 1024;

const noRecords: ReadonlyMap<string, string> = new Map();

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
  #records: ReadonlyMap<string, string> = noRecords;
  #global: ReadonlyMap<string, string> = noRecords;
  #longName: string | undefined;
  #longLink: string | undefined;
  #malformedPax = false;

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
    else if (!"xgLK".includes(typeflag)) this.#entry(header, size, start);
    else if (size > largestMetadata) this.#problem({ kind: "metadata-too-large", offset: start });
    else {
      this.#current = "a PAX header or long name";
      this.#collecting = { typeflag, parts: [], left: size };
      this.#skipData(size);
      if (this.#skip === 0) this.#collected();
    }
  }

  #entry(header: TarHeader, size: number, start: number): void {
    const { typeflag } = header;
    const pax = this.#global.size === 0 ? this.#records : new Map([...this.#global, ...this.#records]);
    const name = pax.get("path") ?? this.#longName ?? header.name;
    const type = typeOf(header, name);
    const declared = Number(pax.get("size") ?? size);
    const real = Number.isSafeInteger(declared) && declared >= 0 ? declared : size;
    // Entries that are no file have no data, whatever their size says.
    const data = type === "file" || type === "unknown" ? real : 0;
    this.#perhaps = type === "hardlink" ? real : 0;
    this.#current = name;
    const entry: TarEntry = {
      name,
      linkName: pax.get("linkpath") ?? this.#longLink ?? header.linkName,
      type,
      typeflag,
      mode: header.mode,
      size: type === "hardlink" ? real : data,
      deviceMajor: header.deviceMajor,
      deviceMinor: header.deviceMinor,
      offset: start + blockSize,
      pax,
      unreadable: header.unreadable,
      malformedPax: this.#malformedPax,
    };
    this.#records = noRecords;
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#malformedPax = false;
    if (typeflag === "S" && header.extended) {
      this.#sparseGoesOn = true;
      this.#owed = data;
    } else this.#skipData(data);
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
    const data = Buffer.concat(collecting.parts);
    switch (collecting.typeflag) {
      case "L":
        this.#longName = withoutEnd(data);
        return;
      case "K":
        this.#longLink = withoutEnd(data);
        return;
      default: {
        const records = paxRecords(data);
        if (!records) this.#malformedPax = true;
        else if (collecting.typeflag === "g") this.#global = new Map([...this.#global, ...records]);
        else this.#records = records;
      }
    }
  }

  #problem(problem: TarProblem): void {
    this.#broken = true;
    this.#listener.problem(problem);
  }
}

function withoutEnd(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString("latin1", 0, end === -1 ? data.length : end);
}

const zeroBlock = Buffer.alloc(blockSize);

function isZero(block: Buffer): boolean {
  return block[0] === 0 && block.equals(zeroBlock);
}
