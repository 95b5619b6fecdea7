/** Bytes of a block: every header is one, and all data is padded to a multiple of it. */
export const blockSize = 512;

export type EntryType =
  | "file"
  | "hardlink"
  | "symlink"
  | "character device"
  | "block device"
  | "directory"
  | "fifo"
  | "unknown";

/** One 512-byte header as it stands. Texts are byte strings (latin1): names in archives need not be UTF-8. */
export interface TarHeader {
  name: string;
  linkName: string;
  typeflag: string;
  /** Undefined where the field is no number. */
  mode: number | undefined;
  size: number | undefined;
  deviceMajor: number | undefined;
  deviceMinor: number | undefined;
  /** Numeric fields that hold no number. */
  unreadable: string[];
  /** Old GNU sparse header that goes on in the next block. */
  extended: boolean;
}

/** Whether the stored checksum is that of the block, summed as unsigned or (as old writers did) signed bytes. */
export function checksumHolds(block: Buffer): boolean {
  const stored = numberIn(block, 148, 8);
  if (stored === undefined) return false;
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  for (let at = 0; at < blockSize; at++) {
    if (at === 148) at = 156;
    const byte = block[at] as number;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stored === unsigned || stored === signed;
}

/** Reads v7, ustar and GNU headers. */
export function headerOf(block: Buffer): TarHeader {
  const unreadable: string[] = [];
  const number = (field: string, start: number, length: number) => {
    const value = numberIn(block, start, length);
    if (value === undefined) unreadable.push(field);
    return value;
  };
  const magic = block.toString("latin1", 257, 265);
  const ustar = magic.startsWith("ustar\0");
  const known = ustar || magic.startsWith("ustar ");
  const prefix = ustar ? text(block, 345, 155) : "";
  const name = text(block, 0, 100);
  for (const [field, start] of [
    ["uid", 108],
    ["gid", 116],
  ] as const)
    number(field, start, 8);
  number("mtime", 136, 12);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    typeflag: String.fromCharCode(block[156] as number),
    mode: number("mode", 100, 8),
    size: number("size", 124, 12),
    deviceMajor: known ? number("devmajor", 329, 8) : 0,
    deviceMinor: known ? number("devminor", 337, 8) : 0,
    unreadable,
    extended: block[482] === 1,
  };
}

export function typeOf({ typeflag }: Pick<TarHeader, "typeflag">, name: string): EntryType {
  switch (typeflag) {
    case "0":
    case "\0":
      // Before ustar, only the slash told a directory.
      return name.endsWith("/") ? "directory" : "file";
    case "7":
    case "S":
      return "file";
    case "1":
      return "hardlink";
    case "2":
      return "symlink";
    case "3":
      return "character device";
    case "4":
      return "block device";
    case "5":
      return "directory";
    case "6":
      return "fifo";
    default:
      return "unknown";
  }
}

function text(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start);
  return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}

/** Octal with blanks or NULs around it, or base-256 where the first bit is set; an empty field is 0. */
function numberIn(block: Buffer, start: number, length: number): number | undefined {
  const first = block[start] as number;
  if (first & 0x80) return base256(block, start, length);
  const digits = block.toString("latin1", start, start + length).replace(/^[ \0]+|[ \0].*$/gs, "");
  if (digits === "") return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function base256(block: Buffer, start: number, length: number): number | undefined {
  const negative = block[start] === 0xff;
  let value = negative ? -1 : (block[start] as number) & 0x7f;
  for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] as number);
  return Number.isSafeInteger(value) ? value : undefined;
}
