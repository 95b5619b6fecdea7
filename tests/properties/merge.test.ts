import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyMerged } from "../../engine/verify-merged.ts";
import type { Report, Verdict } from "../../schemas/report.ts";
import { verdicts } from "../../schemas/report.ts";
import { verdictsOf } from "../reliability/verdicts.ts";
import { law } from "./law.ts";
import { merged, shardsOf, smallRun } from "./small-run.ts";

const count = 3;
let shards: Report[];
let whole: Report;
beforeAll(async () => {
  [shards, whole] = await Promise.all([shardsOf(count), smallRun()]);
});

/** Shards by number, some of them more than once. */
const some = fc.array(fc.nat(count - 1), { minLength: 1, maxLength: 8 });
const chosen = (numbers: readonly number[]) => numbers.map((number) => shards[number] as Report);

/** Merges neighbours, two at a time, in any order: however it is grouped. */
function grouped(reports: readonly Report[], cuts: readonly number[]): Report {
  const left = [...reports];
  for (let turn = 0; left.length > 1; turn++) {
    const at = (cuts[turn % cuts.length] ?? 0) % (left.length - 1);
    left.splice(at, 2, merged(left[at] as Report, left[at + 1] as Report));
  }
  return merged(left[0] as Report);
}

/** A shard that judged otherwise. */
function judgedOtherwise(report: Report, by: readonly Verdict[]): Report {
  const otherwise = <R extends { verdict: Verdict }>(results: readonly R[]) =>
    results.map((result, at) => ({ ...result, verdict: by[at % by.length] ?? result.verdict }));
  return { ...report, results: otherwise(report.results) };
}

describe("Merging shards of a real run", () => {
  law(
    "does not depend on their order: it is commutative",
    4,
    fc.property(
      some.chain((numbers) =>
        fc.tuple(fc.constant(numbers), fc.shuffledSubarray(numbers, { minLength: numbers.length })),
      ),
      ([numbers, other]) => {
        expect(merged(...chosen(other))).toEqual(merged(...chosen(numbers)));
      },
    ),
  );

  law(
    "does not depend on their grouping: it is associative",
    3,
    fc.property(some, fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }), (numbers, cuts) => {
      expect(grouped(chosen(numbers), cuts)).toEqual(merged(...chosen(numbers)));
    }),
  );

  law(
    "counts a shard once, however often it is given: it is idempotent",
    3,
    fc.property(some, (numbers) => {
      const once = merged(...chosen([...new Set(numbers)]));
      expect(merged(...chosen(numbers))).toEqual(once);
      expect(merged(once, once)).toEqual(once);
    }),
  );

  law(
    "of any verdicts takes the worst, in whatever order and grouping",
    3,
    fc.property(
      fc.array(fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
      (said, cuts) => {
        const reports = said
          .map((by, at) => judgedOtherwise(shards[at % count] as Report, by))
          .concat(judgedOtherwise(shards[0] as Report, said[0] ?? []));
        const all = merged(...reports);
        expect(merged(...[...reports].reverse())).toEqual(all);
        expect(grouped(reports, cuts)).toEqual(all);
        const order: Verdict[] = ["fail", "error", "blocked", "warn", "pass", "info", "skip"];
        for (const { requirement, verdict } of all.results) {
          const found = reports
            .flatMap(({ results }) => results.filter((result) => result.requirement === requirement))
            .map((result) => result.verdict);
          expect(verdict).toBe(order.find((each) => found.includes(each)));
        }
      },
    ),
  );

  test("what each of them removed is counted once", () => {
    const own = shards.map(({ cleanup }) => cleanup?.removed ?? 0);
    expect(Math.min(...own)).toBeGreaterThan(0);
    const all = merged(...shards, ...shards, merged(...shards));
    expect(all.cleanup?.removed).toBe(own.reduce((sum, removed) => sum + removed));
  });

  test("all of them find what one run finds, and each verdict follows from what they recorded", async () => {
    const all = merged(...shards);
    expect(verdictsOf(all)).toEqual(verdictsOf(whole));
    expect((await verifyMerged(all)).discrepancies).toEqual([]);
  });
});
