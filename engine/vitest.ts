import { afterAll, beforeAll, describe, test } from "vitest";
import type { Report, Result } from "../schemas/report.ts";
import { requirementOf } from "../specs/catalogue.ts";
import type { Test } from "../suites/kit/requirement.ts";
import { configurationOf, type Wishes } from "./configuration.ts";
import { UsageError } from "./errors.ts";
import { Judging } from "./judging.ts";
import { planOf } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { Run } from "./run.ts";
import { openTarget, type Target } from "./target.ts";

/**
 * Declares one vitest test per requirement, so that a registry's own test project has its filters, shards, reporters
 * and editor support. `fail` and `error` fail the test, `skip` and `blocked` skip it with the reason, `warn` passes
 * with an annotation. Only the scenarios of tests that run are held.
 *
 * @example
 * import { conformance } from "oci-conformance/vitest";
 * conformance({ registry: "http://localhost:5000", spec: "1.1" });
 */
export function conformance(wishes: Wishes = {}): { report(): Promise<Report> } {
  const configuration = configurationOf(wishes);
  const [spec, ...others] = configuration.specs;
  if (!spec || others.length > 0) throw new UsageError("here a test is a requirement of one spec version: name one");
  const plan = planOf(spec, configuration.selection);
  const results = new Map<Test, Result>();
  let target: Target;
  let run: Run;
  let judging: Judging;

  beforeAll(async () => {
    target = await openTarget(configuration);
    await preflight(target.client, target.place);
    run = new Run({ ...target, product: configuration.product });
    judging = new Judging(plan, run);
  });
  afterAll(() => target?.close());

  for (const heading of new Set(plan.tests.map((planned) => planned.heading)))
    describe.concurrent(heading, () => {
      for (const planned of plan.tests.filter((candidate) => candidate.heading === heading))
        test(`${planned.requirement}: ${requirementOf(planned.requirement).title}`, async ({ annotate, skip }) => {
          const result = await judging.decide(planned);
          results.set(planned, result);
          const { verdict, message = "", reason = message, section } = result;
          if (verdict === "fail" || verdict === "error") throw new Error(`${message} (${result.level}, ${section})`);
          if (verdict === "skip" || verdict === "blocked") skip(reason);
          if (verdict !== "pass") await annotate(message, verdict === "warn" ? "warning" : "notice");
        });
    });

  return {
    report: async () =>
      run.report([await judging.judgement(plan.tests.flatMap((planned) => results.get(planned) ?? []))]),
  };
}
