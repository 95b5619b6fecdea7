/** How a layer can be compressed, and what its first bytes may show besides. */
export type Compression = "none" | "gzip" | "zstd" | "bzip2" | "xz";

const magics: [Compression, Buffer][] = [
  ["gzip", Buffer.from([0x1f, 0x8b, 0x08])],
  ["zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ["bzip2", Buffer.from("BZh")],
  ["xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a])],
];

/** What the first bytes show; `none` for everything unknown. */
export function compressionOf(head: Buffer): Compression {
  const found = magics.find(([, magic]) => head.subarray(0, magic.length).equals(magic));
  if (found) return found[0];
  // A skippable frame may come before the first one that holds data (RFC 8878, 3.1.2).
  const skippable = head.length >= 4 && ((head[0] as number) & 0xf0) === 0x50 && head.readUIntLE(1, 3) === 0x184d2a;
  return skippable ? "zstd" : "none";
}

/** The content is not what its compression format demands. */
export class BadCompression extends Error {
  override readonly name = "BadCompression";
}
