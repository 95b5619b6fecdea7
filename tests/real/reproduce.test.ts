import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { reproducer } from "../../reporters/reproduce.ts";
import type { Report } from "../../schemas/report.ts";
import { dockerRegistry, startDockerRegistry } from "../fleet/docker-registry.ts";

const lacking =
  dockerRegistry.missing ?? (spawnSync("curl", ["--version"]).error ? "curl is not installed" : undefined);

describe.skipIf(lacking)("The scripts that repeat exchanges by hand", () => {
  let registry: Awaited<ReturnType<typeof startDockerRegistry>>;
  let report: Report;
  beforeAll(async () => {
    registry = await startDockerRegistry({ storage: "in-memory", deletion: false });
    report = await conductRun(
      configurationOf({ registry: registry.url, only: ["push.chunked.*", "push.status.*"] }, {}),
    );
  });
  afterAll(() => registry?.stop());

  test("get from a real registry the answers that the report complains about, in sessions opened anew", () => {
    const scriptFor = reproducer(report);
    const complaints = report.results
      .filter(({ verdict }) => verdict === "fail" || verdict === "warn")
      .flatMap(({ exchanges }) => report.exchanges.find(({ id }) => id === exchanges[0]) ?? [])
      .filter(({ response, locationOf }) => response && locationOf);
    expect(complaints.length).toBeGreaterThan(5);
    const label = (step: string, status: number | undefined) => `${step}: ${status}`;
    const repeated = complaints.map(({ id, step }) => label(step, statusOf(scriptFor(id))));
    expect(repeated).toEqual(complaints.map(({ step, response }) => label(step, response?.status)));
  });
});

/** Runs the script, and returns the status that it shows; interim answers do not count. */
function statusOf(script: string): number | undefined {
  const { stdout } = spawnSync("sh", ["-c", script], { encoding: "latin1" });
  const statuses = [...stdout.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  return statuses.find((status) => status >= 200);
}

if (lacking) test("The scripts that repeat exchanges by hand", ({ skip }) => skip(lacking));
