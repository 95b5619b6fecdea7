import { expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UsageError } from "../../engine/errors.ts";
import { faultsNamed } from "../../engine/faults.ts";
import { mergeReports } from "../../engine/merge.ts";
import { verifyMerged } from "../../engine/verify-merged.ts";
import { startRegistry } from "../../registry/server.ts";
import type { Report } from "../../schemas/report.ts";

test("shards that were held apart and merged find what one run finds", async () => {
  const registry = await startRegistry({ faults: faultsNamed(["manifest-put-202"]) });
  const run = (shard?: string) => conductRun(configurationOf({ registry: registry.url, spec: "edge", shard }, {}));
  const [whole, ...parts] = await Promise.all([run(), run("1/3"), run("2/3"), run("3/3")]);
  await registry.close();
  const merged = mergeReports(parts.map((report, place) => ({ name: `shard ${place + 1}`, report })));
  const verdictsOf = ({ results }: Report) =>
    Object.fromEntries(results.map(({ requirement, verdict }) => [requirement, verdict]));
  expect(verdictsOf(merged)).toEqual(verdictsOf(whole));

  const { discrepancies, verdicts, apart = 0 } = await verifyMerged(merged);
  expect(discrepancies).toEqual([]);
  expect(verdicts + apart).toBe(merged.results.length);
  expect(apart).toBeLessThan(verdicts / 10);

  const bettered: Report = structuredClone(merged);
  for (const result of bettered.results) if (result.verdict === "fail") result.verdict = "pass";
  const about = (await verifyMerged(bettered)).discrepancies.map((found) => found.about);
  expect(about).toEqual(expect.arrayContaining(["push.manifest.created-201", "summary"]));
  const unrecorded = (await verifyMerged({ ...merged, scenarios: [], exchanges: [] })).discrepancies;
  expect(unrecorded.length).toBeGreaterThan(200);
});

test.each(["0/2", "3/2", "2", "a/b"])("%s is no shard", (shard) => {
  expect(() => configurationOf({ shard }, {})).toThrow(UsageError);
});

test("more shards than scenarios are one too many", async () => {
  await expect(conductRun(configurationOf({ only: ["base.v2.get-200"], shard: "2/2" }, {}))).rejects.toThrow(
    UsageError,
  );
});
