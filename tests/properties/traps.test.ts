import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFiles } from "../../image/corpus/layout/builder.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import { defaultLimits } from "../../image/limits.ts";
import { idsIn, type Judge, judgeOfArchives, layer, layoutWith } from "./judged-archive.ts";
import { thorough } from "./law.ts";
import { floods, traps } from "./traps.ts";

let judge: Judge;
beforeAll(() => {
  judge = judgeOfArchives();
});
afterAll(() => judge[Symbol.dispose]());

describe("A trap in a layer is found, and nothing is written outside", () => {
  test.each(Object.entries(traps))("%s", async (_, { archive, breaks }) => {
    expect(idsIn(await judge.validated(layoutWith(archive())))).toContain(breaks);
  });
});

/** What is no matter of files by path, or leads to the same bytes. */
const onlyInLayers =
  /sparse|device|NUL|longer than they are|bytes behind|circle|link to itself|two spellings|global|thousand levels/;

describe("A trap in the archive of a layout is found or refused, and nothing is written outside", () => {
  const layout = layoutWith(someFiles).subarray(0, -1024);
  test.each(Object.entries(traps).filter(([name]) => !onlyInLayers.test(name)))("%s", async (_, { archive }) => {
    // Behind the members of a sound layout: what is found comes from the trap.
    const report = await judge.validated(Buffer.concat([layout, archive()]));
    const problem = report.inputs[0]?.problem?.message ?? "";
    expect(report.summary.error + problem.length).toBeGreaterThan(0);
  });
});

describe("A flood ends, and is kept no more of than the limits say", () => {
  const limits = { ...defaultLimits, entries: 500 };

  test.each(Object.entries(floods))("%s", async (_, make) => {
    const archive = tarOf(make());
    const { tree, said } = await layer(archive, limits);
    expect(tree.nodes.size + tree.openLinks.length).toBeLessThanOrEqual(2 * limits.entries);
    expect(tree.implied.size).toBeLessThanOrEqual(limits.entries + 256);
    const kept = [...tree.nodes.keys()].reduce((sum, { length }) => sum + length, 0);
    expect(kept).toBeLessThanOrEqual(256 * limits.entries);
    expect(said.length).toBeLessThan(100);
    const report = await judge.validated(archive);
    expect(report.inputs.flatMap(({ findings }) => findings).length).toBeLessThan(200);
  });

  // It takes more than 64 MiB to be one.
  if (thorough)
    test("a bomb of zeros is given up at the limit", async () => {
      const zeros = gzipSync(tarOf([{ name: "zeros", data: Buffer.alloc(80 * 1024 * 1024) }]), { level: 1 });
      const { said, contentSize } = await layer(zeros, { ...defaultLimits, ratio: 10 });
      expect(said.map(({ requirement }) => requirement)).toContain("image.layer.diff-id-uncompressed");
      expect(contentSize).toBeLessThan(70 * 1024 * 1024);
      expect((await judge.validated(zeros, { ratio: 10 })).inputs[0]?.problem?.message).toMatch(/decompression bomb/);
    });

  test("one layer that an archive of docker save names a thousand times is read once", async () => {
    const config = JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [] } });
    const manifest = JSON.stringify([{ Config: "c.json", Layers: Array(1000).fill("l.tar") }]);
    const members = [
      { name: "manifest.json", data: manifest },
      { name: "c.json", data: config },
      { name: "l.tar", data: tarOf(someFiles) },
    ];
    const { inputs } = await judge.validated(tarOf(members));
    expect(inputs[0]?.tally.layers).toBe(1);
  });
});
