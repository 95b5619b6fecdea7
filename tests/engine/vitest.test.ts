import { afterAll, expect } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { conformance } from "../../engine/vitest.ts";
import type { Report } from "../../schemas/report.ts";

/** The suite as a registry's own test project has it: every requirement is a test of this file. */
const underVitest = conformance({ spec: "edge" });

const verdictsOf = ({ results }: Report) =>
  results.map(({ requirement, verdict, level }) => [requirement, verdict, level]);

afterAll(async () => {
  const [own, bound] = await Promise.all([conductRun(configurationOf({ spec: "edge" }, {})), underVitest.report()]);
  expect(verdictsOf(bound)).toEqual(verdictsOf(own));
  expect(bound.summary).toEqual({ ...own.summary, requests: expect.any(Number) });
});
