import { configurationOf } from "../../../engine/configuration.ts";
import { planOf } from "../../../engine/plan.ts";
import { runTarget } from "../../../engine/run.ts";
import { openTarget } from "../../../engine/target.ts";
import { type Fault, fault } from "../../../registry/fault.ts";
import type { Settings } from "../../../registry/settings.ts";
import type { Result } from "../../../schemas/report.ts";
import type { RequirementId } from "../../../specs/catalogue.ts";

/** A registry that does something in its own way, right or wrong. */
export type Variation = Omit<Fault, "id" | "title" | "breaks" | "settings">;

/** What the suite says of one requirement, under edge, about a reference registry with that variation. */
export async function judged(
  id: RequirementId,
  variation: Variation = {},
  settings: Partial<Settings> = {},
): Promise<Result> {
  const faults = [fault("a-variation", { title: "a variation", breaks: [], ...variation })];
  const target = await openTarget(configurationOf({}, {}), { faults, settings });
  try {
    const { results } = await runTarget([planOf("edge", { only: [id] })], target);
    return results.find(({ requirement }) => requirement === id) as Result;
  } finally {
    await target.close();
  }
}
