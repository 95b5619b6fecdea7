import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { conductValidation } from "../../engine/validation.ts";
import { imageOf, someFiles } from "../../image/corpus/layout/builder.ts";
import { type TarInput, tarOf } from "../../image/corpus/layout/tar.ts";
import { readLayer } from "../../image/layer/read.ts";
import { defaultLimits } from "../../image/limits.ts";
import type { TarEntry, TarProblem } from "../../image/tar/entry.ts";
import { TarReader } from "../../image/tar/reader.ts";
import type { ValidationReport } from "../../schemas/validation.ts";
import { nothing } from "../image/open-case.ts";
import { law, thorough } from "./law.ts";
import { floods, traps } from "./traps.ts";

let folder = "";
let temporary = "";
const escaped = () => existsSync("/tmp/escaped") || existsSync(join(tmpdir(), "escaped"));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "properties-"));
  temporary = join(folder, "temporary");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Validates a file of these bytes; asserts that nothing else was left anywhere. */
async function validated(bytes: Buffer, limits = {}): Promise<ValidationReport> {
  const file = join(folder, "input.tar");
  writeFileSync(file, bytes);
  const report = await conductValidation(
    { inputs: [file], spec: "1.1", limits, storedCredentials: false },
    { stdin: nothing() },
  );
  expect(readdirSync(folder).sort()).toEqual(["input.tar", "temporary"]);
  expect(readdirSync(temporary)).toEqual([]);
  expect(escaped()).toBe(false);
  return report;
}

const layoutWith = (...layer: (Buffer | readonly TarInput[])[]) =>
  tarOf([...imageOf(...layer)].map(([name, data]) => ({ name, data })));
const idsIn = ({ inputs }: ValidationReport) =>
  inputs.flatMap(({ findings }) => findings.map(({ requirement }) => requirement));

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

const layer = (bytes: Buffer, limits = defaultLimits) =>
  readLayer(whole(bytes), {
    declared: undefined,
    restricted: false,
    algorithms: [],
    contentAlgorithms: [],
    spec: "1.1",
    limits,
  });

describe("A trap in a layer is found, and nothing is written outside", () => {
  test.each(Object.entries(traps))("%s", async (_, { archive, breaks }) => {
    expect(idsIn(await validated(layoutWith(archive())))).toContain(breaks);
  });
});

/** What is no matter of files by path, or leads to the same bytes. */
const onlyInLayers =
  /sparse|device|NUL|longer than they are|bytes behind|circle|link to itself|two spellings|global|thousand levels/;

describe("A trap in the archive of a layout is found or refused, and nothing is written outside", () => {
  const layout = layoutWith(someFiles).subarray(0, -1024);
  test.each(Object.entries(traps).filter(([name]) => !onlyInLayers.test(name)))("%s", async (_, { archive }) => {
    // Behind the members of a sound layout: what is found comes from the trap.
    const report = await validated(Buffer.concat([layout, archive()]));
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
    const report = await validated(archive);
    expect(report.inputs.flatMap(({ findings }) => findings).length).toBeLessThan(200);
  });

  // It takes more than 64 MiB to be one.
  if (thorough)
    test("a bomb of zeros is given up at the limit", async () => {
      const zeros = gzipSync(tarOf([{ name: "zeros", data: Buffer.alloc(80 * 1024 * 1024) }]), { level: 1 });
      const { said, contentSize } = await layer(zeros, { ...defaultLimits, ratio: 10 });
      expect(said.map(({ requirement }) => requirement)).toContain("image.layer.diff-id-uncompressed");
      expect(contentSize).toBeLessThan(70 * 1024 * 1024);
      expect((await validated(zeros, { ratio: 10 })).inputs[0]?.problem?.message).toMatch(/decompression bomb/);
    });

  test("one layer that an archive of docker save names a thousand times is read once", async () => {
    const config = JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [] } });
    const manifest = JSON.stringify([{ Config: "c.json", Layers: Array(1000).fill("l.tar") }]);
    const members = [
      { name: "manifest.json", data: manifest },
      { name: "c.json", data: config },
      { name: "l.tar", data: tarOf(someFiles) },
    ];
    const { inputs } = await validated(tarOf(members));
    expect(inputs[0]?.tally.layers).toBe(1);
  });
});

const name = fc.oneof(
  fc.constantFrom(
    "a",
    "./a",
    "/a",
    "a/",
    "a/b",
    "../a",
    "a/../b",
    ".wh.a",
    ".wh..wh..opq",
    "",
    ".",
    "..",
    "a//b",
    "a\\b",
    "\u00ff",
    "n".repeat(99),
  ),
  fc.stringMatching(/^[ab./]{1,12}$/),
);
const input: fc.Arbitrary<TarInput> = fc
  .record({
    name,
    data: fc.option(fc.string({ maxLength: 700 })),
    typeflag: fc.option(fc.constantFrom(..."0123456 7SxgLKZ")),
    link: fc.option(name),
    mode: fc.option(fc.nat(0o77777)),
    size: fc.option(fc.constantFrom(0, 1, 511, 512, 513, 8 ** 11 - 1)),
    rawPax: fc.option(
      fc.oneof(
        fc.constantFrom("9 path=a\n", "11 size=10\n", "12 path=../a\n", "6 a=\n", "0 \n", "99 a=b\n"),
        fc.string({ maxLength: 20 }),
      ),
    ),
  })
  .map(
    (sketch) => Object.fromEntries(Object.entries(sketch).filter(([, value]) => value !== null)) as unknown as TarInput,
  );

describe("Any archive", () => {
  law(
    "is read alike in pieces of any size",
    50,
    fc.property(
      fc.array(input, { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 }),
      fc.nat(2000),
      (inputs, sizes, cut) => {
        const made = tarOf(inputs);
        const bytes = made.subarray(0, made.length - (cut % 3 === 0 ? cut % made.length : 0));
        const read = (pieceAt: (turn: number) => number) => {
          const entries: TarEntry[] = [];
          const problems: TarProblem[] = [];
          const reader = new TarReader({
            entry: (entry) => entries.push(entry),
            problem: (problem) => problems.push(problem),
          });
          for (let from = 0, turn = 0; from < bytes.length; turn++) {
            const size = pieceAt(turn);
            reader.write(bytes.subarray(from, from + size));
            from += size;
          }
          reader.end();
          return { entries, problems };
        };
        expect(read((turn) => sizes[turn % sizes.length] ?? 1)).toEqual(read(() => bytes.length));
      },
    ),
  );

  law(
    "is judged, as a layer and as an input, and keeps to the limits",
    5,
    fc.asyncProperty(fc.array(input, { maxLength: 12 }), async (inputs) => {
      const archive = tarOf(inputs);
      const limits = { ...defaultLimits, entries: 5, path: 64 };
      const { tree, entries } = await layer(archive, limits);
      expect([
        tree.nodes.size <= limits.entries,
        tree.implied.size <= limits.entries + 4,
        entries <= limits.entries + 1,
      ]).toEqual([true, true, true]);
      for (const bytes of [archive, layoutWith(archive), gzipSync(archive)]) {
        const {
          inputs: [judged],
        } = await validated(bytes);
        expect(judged?.kind !== null || judged?.problem !== undefined).toBe(true);
      }
    }),
  );
});
