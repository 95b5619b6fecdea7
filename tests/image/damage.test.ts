import { expect, it } from "vitest";
import { gzipped, imageOf, LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { type TarInput, tarOf } from "../../image/corpus/layout/tar.ts";
import { zstdOf } from "../../image/corpus/layout/zstd.ts";
import { defaultLimits } from "../../image/limits.ts";
import { LayoutSource } from "../../image/source/layout.ts";
import { memoryTree } from "../../image/source/memory.ts";
import { validate } from "../../image/validate.ts";
import { open, withFile } from "./open-case.ts";

/** The same numbers in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some bytes changed, and perhaps a piece cut out or doubled. */
function damaged(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = () => Math.floor(random() * copy.length);
  for (let count = 1 + Math.floor(random() * 8); count > 0; count--) copy[at()] = Math.floor(random() * 256);
  const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
  if (random() < 0.2) return Buffer.concat([copy.subarray(0, from), copy.subarray(to)]);
  if (random() < 0.2) return Buffer.concat([copy.subarray(0, to), copy.subarray(from)]);
  return copy;
}

const everything: TarInput[] = [
  ...someFiles,
  { name: "link", typeflag: "1", link: "etc/motd" },
  { name: "dev", typeflag: "3", device: [1, 3] },
  { name: "x", pax: { path: "long/path", "SCHILY.xattr.user.a": "b" }, data: "x".repeat(700) },
  { name: "././@LongLink", typeflag: "L", data: "a/long/name\0" },
  { name: "cut" },
  { name: "sparse", typeflag: "S" },
  { name: ".wh.gone" },
];

const judged = (files: Map<string, Buffer>) =>
  validate(new LayoutSource(memoryTree(files), "layout", "edge", defaultLimits), { spec: "edge" });

it("says something or nothing about a damaged layer, and never breaks down", async () => {
  const random = numbers(1);
  const archive = tarOf(everything);
  for (let round = 0; round < 300; round++) {
    const builder = new LayoutBuilder();
    const stored = [gzipped, zstdOf, (bytes: Buffer) => bytes][round % 3] as (bytes: Buffer) => Buffer;
    const inside = round % 2 === 0;
    const bytes = inside ? stored(damaged(archive, random)) : damaged(stored(archive), random);
    const type = ["gzip", "zstd", "none"][round % 3] as "gzip";
    const named = builder.layer(archive, type).descriptor.mediaType;
    const layer = { descriptor: builder.blob(bytes, named), diffId: `sha256:${"0".repeat(64)}` };
    const { findings } = await judged(builder.layout(builder.image([layer])));
    expect(findings.length, `round ${round}`).toBeGreaterThan(0);
  }
});

it("finds every damage to a document", async () => {
  const random = numbers(2);
  for (let round = 0; round < 200; round++) {
    const files = imageOf(someFiles);
    const paths = [...files.keys()].filter((path) => path.startsWith("blobs/"));
    const path = paths[round % paths.length] as string;
    const before = files.get(path) as Buffer;
    const after = damaged(before, random);
    if (after.equals(before)) continue;
    const { findings } = await judged(files.set(path, after));
    const ids = findings.map(({ requirement }) => requirement);
    expect(
      ids.some((id) => /digest-matches-content|size-exact/.test(id)),
      `round ${round}`,
    ).toBe(true);
  }
});

it("takes an archive of any damage, or says in one line why not", async () => {
  const random = numbers(3);
  const members = [...imageOf(someFiles)].map(([name, data]) => ({ name, data }));
  const archive = tarOf(members);
  for (let round = 0; round < 60; round++) {
    await withFile(damaged(archive, random), async (file) => {
      const source = await open(file).catch((error: Error) => {
        expect(error.name).toBe("UnusableInput");
        return undefined;
      });
      if (!source) return;
      await validate(source, { spec: "1.1" });
      await source.close();
    });
  }
});
