import { describe, expect, test } from "vitest";
import { planOf } from "../../../engine/plan.ts";
import { type Outcome, outcomeOf } from "../../../engine/selftest/outcome.ts";
import { answer } from "../../../registry/answer.ts";
import { type Fault, fault } from "../../../registry/fault.ts";
import { faults } from "../../../registry/faults/index.ts";
import { requirementOf } from "../../../specs/catalogue.ts";

const plans = [
  planOf("edge", {
    only: [
      "base.v2.get-200",
      "pull.manifest.get-200",
      "pull.blob.get-200",
      "push.manifest.created-201",
      "push.put.created-201",
      "management.blob.delete-202",
      "errors.code.*",
    ],
  }),
];
const settings = undefined;
const sound = outcomeOf(plans, { settings });
const status = (status: number) => () => answer(status);

const told = ({ verdicts }: Outcome) =>
  [...verdicts].map(([spec, { results, capabilities, exitCode }]) => ({
    spec,
    exitCode,
    results: [...results.values()].map(({ requirement, verdict, supported }) => [requirement, verdict, supported]),
    capabilities: Object.entries(capabilities).map(([name, { supported }]) => [name, supported]),
  }));

const misbehaving = (what: Partial<Fault>) => fault("at-fault", { title: "", breaks: [], ...what });
const failing = ({ results }: ReturnType<typeof told>[number]) =>
  results.filter(([, verdict]) => verdict === "fail").map(([requirement]) => requirement);
const requests = ({ recorded }: Outcome) => recorded.report.exchanges.length;

describe("What a fault does to a run of which it can reach a part is what it does to the whole:", () => {
  test.each<[string, Partial<Fault>, string[]]>([
    ["one that only reads", { answer: { "blob.get": status(203) } }, ["pull.blob.get-200"]],
    ["one that writes", { answer: { "upload.close": status(200) } }, ["push.put.created-201"]],
    ["one without deletion", { before: { "blob.delete": status(405) } }, []],
    [
      "one that gives nothing back",
      { answer: { "manifest.get": status(404), "blob.get": status(404) } },
      ["pull.manifest.get-200", "pull.blob.get-200"],
    ],
    ["one that nobody comes by", { answer: { "method-not-allowed": status(500) } }, []],
  ])("%s", async (_, what, broken) => {
    const before = await sound;
    const [partly, whole] = await Promise.all([
      outcomeOf(plans, { settings, fault: misbehaving(what), before }),
      outcomeOf(plans, { settings, fault: misbehaving(what) }),
    ]);
    expect(told(partly)).toEqual(told(whole));
    expect(requests(partly)).toBeLessThan(requests(whole));
    for (const each of told(partly)) {
      expect(failing(each)).toEqual(broken);
      expect(each.exitCode).toBe(broken.length > 0 ? 1 : 0);
    }
  });

  test("and what all come by is held as a whole", async () => {
    const before = await sound;
    const everywhere = misbehaving({ answer: { every: status(203) } });
    const outcomes = [{ before }, {}].map((more) => outcomeOf(plans, { settings, fault: everywhere, ...more }));
    const [partly, whole] = (await Promise.all(outcomes)) as [Outcome, Outcome];
    expect(told(partly)).toEqual(told(whole));
    expect(requests(partly)).toBe(requests(whole));
  });

  test("and without fault nothing is wrong", async () => {
    const [{ exitCode, results } = { exitCode: 1, results: [] }] = told(await sound);
    expect(exitCode).toBe(0);
    expect(results.filter(([, verdict]) => verdict === "fail" || verdict === "error")).toEqual([]);
  });
});

test("A warning ends a run, too, as it is strict", async () => {
  const weak = faults.find(({ breaks: [id = "base.v2.get-200", ...others], settings }) => {
    const { levels, category, large } = requirementOf(id);
    return others.length === 0 && !settings && levels.edge === "SHOULD" && category === "pull" && !large;
  });
  const warned = [planOf("edge", { only: [...(weak?.breaks ?? []), "pull.blob.get-200", "base.v2.get-200"] })];
  const [outcome] = told(await outcomeOf(warned, { settings, fault: weak as Fault }));
  expect(outcome?.results.filter(([, verdict]) => verdict === "warn")).toHaveLength(1);
  expect(outcome?.exitCode).toBe(1);
});
