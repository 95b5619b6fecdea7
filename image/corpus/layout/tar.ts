/** An entry to be written as it is told, sound or not. */
export interface TarInput {
  name: string;
  data?: string | Buffer;
  /** Default: a file, or a directory when the name ends in a slash. */
  typeflag?: string;
  link?: string;
  mode?: number;
  device?: [major: number, minor: number];
  /** Records of a PAX header before it. */
  pax?: Record<string, string>;
  /** The data of a PAX header before it, as it is. */
  rawPax?: string;
  /** What the header says, whatever the data is. */
  size?: number;
}

const block = 512;

/** A ustar archive with exactly these entries; `end: false` leaves the end marker out. */
export function tarOf(entries: readonly TarInput[], { end = true } = {}): Buffer {
  return Buffer.concat([...entries.flatMap(entryOf), ...(end ? [Buffer.alloc(2 * block)] : [])]);
}

function entryOf(input: TarInput): Buffer[] {
  const { name, typeflag = name.endsWith("/") ? "5" : "0", link = "", device = [0, 0] } = input;
  const data = Buffer.from(input.data ?? "");
  const records = input.rawPax ?? (input.pax ? paxOf(input.pax) : undefined);
  return [
    ...(records === undefined ? [] : entryOf({ name: "pax", typeflag: "x", data: Buffer.from(records, "latin1") })),
    header({ name, typeflag, link, device, mode: input.mode ?? 0o644, size: input.size ?? data.length }),
    data,
    Buffer.alloc((block - (data.length % block)) % block),
  ];
}

function header(field: {
  name: string;
  typeflag: string;
  link: string;
  device: [number, number];
  mode: number;
  size: number;
}): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, start: number, length: number) =>
    bytes.write(value.toString(8).padStart(length - 1, "0"), start, length - 1, "latin1");
  bytes.write(field.name, 0, 100, "latin1");
  octal(field.mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(field.size, 124, 12);
  octal(0, 136, 12);
  bytes.write(field.typeflag, 156, 1, "latin1");
  bytes.write(field.link, 157, 100, "latin1");
  bytes.write("ustar\x0000", 257, 8, "latin1");
  octal(field.device[0], 329, 8);
  octal(field.device[1], 337, 8);
  bytes.fill(" ", 148, 156);
  octal(
    bytes.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  bytes[154] = 0;
  return bytes;
}

function paxOf(records: Record<string, string>): string {
  return Object.entries(records)
    .map(([keyword, value]) => {
      const rest = ` ${keyword}=${value}\n`;
      let length = rest.length + 1;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return `${length}${rest}`;
    })
    .join("");
}
