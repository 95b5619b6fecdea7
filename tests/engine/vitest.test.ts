import { afterAll, expect } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { conformance } from "../../engine/vitest.ts";
import type { Report } from "../../schemas/report.ts";

const own = await conductRun(configurationOf({ spec: "edge" }, {}));

/** What does not apply to the embedded registry would only be skipped. */
const skip = own.results.filter(({ verdict }) => verdict === "skip").map(({ requirement }) => requirement);

/** The suite as a registry's own test project has it: every requirement is a test of this file. */
const underVitest = conformance({ spec: "edge", skip });

const verdictsOf = ({ results }: Report) =>
  results.map(({ requirement, verdict, level }) => [requirement, verdict, level]);

afterAll(async () => {
  const applied = own.results.filter(({ verdict }) => verdict !== "skip");
  expect(verdictsOf(await underVitest.report())).toEqual(verdictsOf({ ...own, results: applied }));
});
