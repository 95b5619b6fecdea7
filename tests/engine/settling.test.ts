import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import type { Answer } from "../../registry/answer.ts";
import { type Fault, fault, type Rewrite } from "../../registry/fault.ts";
import { lagging, namingSteps } from "./lagging.ts";

/** Every list is kept, and given twice more before it is made anew. */
const kept: Rewrite = (answer, { name, reference, query }, { memory }) => {
  const key = `kept ${name} ${reference} ${query.all("n")} ${query.all("last")} ${query.all("artifactType")}`;
  const { list, uses } = (memory.get(key) as { list: Answer; uses: number } | undefined) ?? { list: answer, uses: 0 };
  if (uses >= 2) memory.delete(key);
  else memory.set(key, { list, uses: uses + 1 });
  return list;
};

const cachedLists = fault("lists-cached", {
  title: "lists are cached",
  breaks: [],
  answer: { "tags.list": kept, "referrers.list": kept },
});

test("with time to settle, a registry that reads from replicas which are behind gets the verdicts of one that has none", async () => {
  const outcome = async (faults: Fault[]) => {
    const target = await openTarget(configurationOf({ settle: 2 }, {}), { faults });
    try {
      const { results } = await runTarget([planOf("edge", {})], { ...target, client: namingSteps(target.client) });
      return results.map(({ requirement, verdict, supported }) => `${requirement}: ${verdict} ${supported ?? ""}`);
    } finally {
      await target.close();
    }
  };
  const [behind, steady] = await Promise.all([outcome([lagging]), outcome([])]);
  expect(behind).toEqual(steady);
});

test("with time to settle, nothing is wrong with a registry that caches its lists", async () => {
  const target = await openTarget(configurationOf({ settle: 20 }, {}), { faults: [cachedLists] });
  try {
    const selection = { only: ["discovery.tags.*", "referrers.*", "management.referrers.*"] };
    const { results } = await runTarget([planOf("edge", selection)], target);
    const wrong = results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict));
    expect(wrong.map(({ requirement, verdict, message }) => `${requirement}: ${verdict}: ${message}`)).toEqual([]);
  } finally {
    await target.close();
  }
});
