import { describe, expect, test } from "vitest";
import { planOf } from "../../../engine/plan.ts";
import { type Outcome, outcomeOf } from "../../../engine/selftest/outcome.ts";
import { answer } from "../../../registry/answer.ts";
import { fault } from "../../../registry/fault.ts";

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

describe("What a fault does to a run of which it can reach a part is what it does to the whole:", () => {
  test.each([
    ["one that only reads", fault("reads", { title: "", breaks: [], answer: { "blob.get": status(203) } })],
    ["one that writes", fault("writes", { title: "", breaks: [], answer: { "upload.close": status(200) } })],
    [
      "one that all come by",
      fault("all", { title: "", breaks: [], answer: { root: status(204), every: status(418) } }),
    ],
    ["one without deletion", fault("keeps", { title: "", breaks: [], before: { "blob.delete": status(405) } })],
    [
      "one that gives nothing back",
      fault("loses", { title: "", breaks: [], answer: { "manifest.get": status(404), "blob.get": status(404) } }),
    ],
    [
      "one that reaches nobody",
      fault("idle", { title: "", breaks: [], answer: { "extensions.discover": status(500) } }),
    ],
  ])("%s", async (_, misbehaviour) => {
    const before = await sound;
    const [partly, whole] = await Promise.all([
      outcomeOf(plans, { settings, fault: misbehaviour, before }),
      outcomeOf(plans, { settings, fault: misbehaviour }),
    ]);
    expect(told(partly)).toEqual(told(whole));
    expect(partly.recorded.report.exchanges.length).toBeLessThanOrEqual(whole.recorded.report.exchanges.length);
  });

  test("and one without fault finds nothing wrong", async () => {
    const [{ exitCode, results } = { exitCode: 1, results: [] }] = told(await sound);
    expect(exitCode).toBe(0);
    expect(results.filter(([, verdict]) => verdict === "fail" || verdict === "error")).toEqual([]);
  });
});
