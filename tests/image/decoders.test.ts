import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { skippableFrame, zstdOf } from "../../image/corpus/layout/zstd.ts";
import { BadCompression, type Compression, compressionOf } from "../../image/layer/compression.ts";
import { decoderFor } from "../../image/layer/decoders.ts";

const content = Buffer.from(Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join(""));
const half = content.subarray(0, 100_000);
const rest = content.subarray(100_000);

/** What comes out when it is handed over in pieces of this size. */
async function decoded(compression: Compression, stored: Buffer, piece: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  const decoder = decoderFor(compression, (part) => parts.push(Buffer.from(part)));
  for (let from = 0; from < stored.length; from += piece) await decoder?.write(stored.subarray(from, from + piece));
  await decoder?.end();
  return Buffer.concat(parts);
}

const streams: [string, Compression, Buffer][] = [
  ["gzip", "gzip", gzipSync(content)],
  ["gzip of two members", "gzip", Buffer.concat([gzipSync(half), gzipSync(rest)])],
  ["zstd", "zstd", zstdOf(content)],
  ["zstd of two frames", "zstd", Buffer.concat([zstdOf(half), zstdOf(rest)])],
  [
    "zstd with skippable frames before, between and behind",
    "zstd",
    Buffer.concat([
      skippableFrame(half),
      zstdOf(half),
      skippableFrame(Buffer.alloc(0)),
      zstdOf(rest),
      skippableFrame(rest),
    ]),
  ],
];

describe.each(streams)("%s", (_, compression, stored) => {
  it.each([977, 65_536, 1_000_000])("comes out whole when it comes in pieces of %i bytes", async (piece) => {
    expect((await decoded(compression, stored, piece)).equals(content)).toBe(true);
  });

  it("is known by its first bytes", () => {
    expect(compressionOf(stored)).toBe(compression);
  });

  it("is refused when it is cut short, or when something else follows", async () => {
    await expect(decoded(compression, stored.subarray(0, -3), 65_536)).rejects.toThrow(BadCompression);
    await expect(decoded(compression, Buffer.concat([stored, Buffer.from("junk")]), 65_536)).rejects.toThrow(
      BadCompression,
    );
  });
});

describe("zstd", () => {
  it("comes out whole byte by byte", async () => {
    const stored = Buffer.concat([
      zstdOf(Buffer.from("one ")),
      skippableFrame(Buffer.from("x")),
      zstdOf(Buffer.from("two")),
    ]);
    expect((await decoded("zstd", stored, 1)).toString()).toBe("one two");
  });

  it("is refused when a frame wants more memory than decoders give", async () => {
    // A window descriptor of 1 GiB.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, 0x01, 0x00, 0x00]);
    await expect(decoded("zstd", frame, 100)).rejects.toThrow(/window of 1073741824 bytes/);
  });

  it("is refused when a frame wants a dictionary", async () => {
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x21, 0x07, 0x00, 0x01, 0x00, 0x00]);
    await expect(decoded("zstd", frame, 100)).rejects.toThrow(/dictionary/);
  });
});

describe("first bytes", () => {
  it("tell other formats by name", () => {
    expect(compressionOf(Buffer.from("BZh91AY"))).toBe("bzip2");
    expect(compressionOf(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]))).toBe("xz");
    expect(compressionOf(Buffer.from("plain"))).toBe("none");
    expect(decoderFor("xz", () => {})).toBeUndefined();
  });
});
