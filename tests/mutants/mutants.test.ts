import { appendFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { outcomesOf, soundRun } from "./campaign.ts";
import { nameOf } from "./mutation.ts";
import { sampleOf } from "./sample.ts";
import { reasonFor } from "./survivors.ts";
import { targets } from "./targets.ts";

/**
 * MUTANTS: how many a registry; SEED: which; MUTANTS_OF: names of registries, commas between; MUTANTS_OUT: a file that
 * every outcome is appended to, one line of JSON each, for `scripts/mutants-table.mjs`.
 */
const { MUTANTS = "6", SEED = "1", MUTANTS_OF = "distribution,ociregistry", MUTANTS_OUT } = process.env;
const count = Number(MUTANTS);

describe.each(targets.filter(({ product }) => MUTANTS_OF.split(",").includes(product.name)))(
  "$product.name $product.version",
  ({ product: { name, version, missing, setups }, setup }) => {
    const start = setups[setup];
    test(`notices ${count} mutants, or nobody need`, { timeout: 60_000 + count * 60_000 }, async ({ skip }) => {
      if (missing || !start) return skip(missing ?? `${name} has no set-up "${setup}"`);
      const sound = await soundRun(start);
      const outcomes = await outcomesOf(start, sampleOf(sound.mutations, count, Number(SEED)), sound, {
        onOutcome: (outcome) => {
          if (MUTANTS_OUT)
            appendFileSync(MUTANTS_OUT, `${JSON.stringify({ registry: `${name} ${version}`, ...outcome })}\n`);
        },
      });
      const unexplained = outcomes.filter((each) => each.effect === "survived" && each.changes > 0 && !reasonFor(each));
      expect(unexplained.map(nameOf)).toEqual([]);
    });
  },
);
