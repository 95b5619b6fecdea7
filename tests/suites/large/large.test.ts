import { describe, expect, test } from "vitest";
import { configurationOf } from "../../../engine/configuration.ts";
import { planOf } from "../../../engine/plan.ts";
import { runTarget } from "../../../engine/run.ts";
import { openTarget } from "../../../engine/target.ts";
import { answer } from "../../../registry/answer.ts";
import { type Fault, fault } from "../../../registry/fault.ts";
import { catalogue } from "../../../specs/catalogue.ts";
import { NothingSelected } from "../../../specs/select.ts";
import { largeSize } from "../../../suites/large/size.ts";

const large: string[] = catalogue.filter((entry) => entry.large).map(({ id }) => id);

/** Verdicts by id, on content that is not as large. */
async function verdicts(faults: Fault[] = [], settings = {}, { only = large, entries = 30 } = {}) {
  const target = await openTarget(configurationOf({}, {}), { faults, settings });
  try {
    const place = { ...target.place, large: { blob: 3_000_000, entries } };
    const { results } = await runTarget([planOf("edge", { only, large: true })], { ...target, place });
    return Object.fromEntries(results.map(({ requirement, verdict }) => [requirement, verdict]));
  } finally {
    await target.close();
  }
}

const all = (verdict: string) => Object.fromEntries(large.map((id) => [id, verdict]));

describe("Very large content", () => {
  test("is only asked for on request", () => {
    expect(planOf("edge", {}).tests.map(({ requirement }) => requirement)).not.toContain(large[0]);
    expect(() => planOf("edge", { only: large })).toThrow(NothingSelected);
    expect(() => planOf("edge", { only: large })).toThrow(/--large/);
  });

  test("is taken and given back, and lists are followed over many pages", async () => {
    expect(await verdicts()).toEqual(all("pass"));
    expect(await verdicts([], { pageSize: 7 })).toEqual(all("pass"));
  });

  test("may be listed on one page, as many as users get", async () => {
    const only = ["discovery.tags.thousand", "referrers.thousand"];
    expect(await verdicts([], {}, { only, entries: largeSize.entries })).toEqual({
      "discovery.tags.thousand": "pass",
      "referrers.thousand": "pass",
    });
  });

  test("may be too large for a registry, which says so", async () => {
    const tooLarge = fault("limit", {
      title: "no body of more than a megabyte",
      breaks: [],
      before: { every: ({ body }) => ((body.length ?? 0) > 1_000_000 ? answer(413) : undefined) },
    });
    expect(await verdicts([tooLarge])).toMatchObject({ "push.large.whole": "skip", "discovery.tags.thousand": "pass" });
  });
});
