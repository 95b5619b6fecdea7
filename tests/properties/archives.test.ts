import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type TarInput, tarOf } from "../../image/corpus/layout/tar.ts";
import { defaultLimits } from "../../image/limits.ts";
import type { TarEntry, TarProblem } from "../../image/tar/entry.ts";
import { TarReader } from "../../image/tar/reader.ts";
import { type Judge, judgeOfArchives, layer, layoutWith } from "./judged-archive.ts";
import { law } from "./law.ts";

let judge: Judge;
beforeAll(() => {
  judge = judgeOfArchives();
});
afterAll(() => judge[Symbol.dispose]());

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
        } = await judge.validated(bytes);
        expect(judged?.kind !== null || judged?.problem !== undefined).toBe(true);
      }
    }),
  );
});
