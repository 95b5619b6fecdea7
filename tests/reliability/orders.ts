import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import type { Plan } from "../../engine/plan.ts";
import { judgementsOf } from "../../schemas/judgements.ts";
import { randomFrom, shuffled } from "./random.ts";
import { type Verdicts, verdictsOf } from "./verdicts.ts";

/** What a run comes to: its verdicts, what the target was seen to offer, and how each category stands. */
export interface Outcome {
  verdicts: Verdicts;
  offered: Record<string, boolean | null>;
  categories: Record<string, string>;
}

/** How a run is held; the same seed gives the same. */
export interface Arrangement {
  concurrency: number;
  inOrder: (plan: Plan) => Plan;
}

/** An order and a concurrency by chance: one at a time as often as all at once. */
export function arrangementFrom(seed: number): Arrangement {
  const random = randomFrom(seed);
  const concurrency = [1, 2, 3, 5, 8, 16, 32, 64][Math.floor(random() * 8)] as number;
  return {
    concurrency,
    inOrder: (plan) => ({
      ...plan,
      tests: shuffled(plan.tests, random),
      capabilities: shuffled(plan.capabilities, random),
    }),
  };
}

/** What a run against the registry comes to, held in that way. */
export async function outcomeOf(registry: string, wishes: Wishes, arrangement?: Arrangement): Promise<Outcome> {
  const { concurrency, inOrder } = arrangement ?? {};
  const configuration = configurationOf({ ...wishes, registry, concurrency }, {});
  const report = await conductRun(configuration, inOrder ? { inOrder } : {});
  const each = judgementsOf(report);
  return {
    verdicts: verdictsOf(report),
    offered: Object.fromEntries(
      each.flatMap(({ spec, capabilities }) =>
        Object.entries(capabilities).map(([name, { supported }]) => [`${spec} ${name}`, supported]),
      ),
    ),
    categories: Object.fromEntries(
      each.flatMap(({ spec, summary }) => summary.categories.map(({ id, status }) => [`${spec} ${id}`, status])),
    ),
  };
}
