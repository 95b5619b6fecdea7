import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import { exitCodeOf } from "../../engine/exit.ts";
import { type Plan, planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import { reportsByVersion } from "../../schemas/judgements.ts";
import type { Report } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";

/** Servers that answer the same to everything. The official suite calls the first one conformant. */
const constants: [name: string, status: number, headers: Record<string, string>, body: string][] = [
  ["404 to everything", 404, {}, ""],
  ["an empty 200", 200, {}, ""],
  ["200 and {}", 200, { "Content-Type": "application/json" }, "{}"],
  ["401 with a challenge", 401, { "WWW-Authenticate": 'Basic realm="r"' }, ""],
  ["401 without one", 401, {}, ""],
  ["405", 405, { Allow: "GET" }, ""],
  ["429", 429, {}, ""],
  ["500", 500, {}, ""],
  ["an HTML page", 200, { "Content-Type": "text/html" }, "<!doctype html><title>Welcome</title>"],
  ["201 with a Location", 201, { Location: "/v2/some/where" }, ""],
  ["202 with a Location", 202, { Location: "/v2/some/where", Range: "0-1023" }, ""],
];

const categories = [undefined, "base", "pull", "push"];

describe.each(constants)("a server that answers %s", (_, status, headers, body) => {
  let server: Server;
  let registry: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.each(categories)("passes nothing under any version, category %s", async (category) => {
    const reports = reportsByVersion(await withoutPreflight(registry, category));
    expect(reports.map(({ spec }) => spec.distribution)).toEqual(specVersions);
    for (const report of reports) {
      expect(report.results.filter(({ verdict }) => verdict === "pass" || verdict === "info")).toEqual([]);
      expect(report.summary.conformant).toBe(false);
      expect(exitCodeOf(report)).not.toBe(0);
    }
  });

  test("is never called conformant by a run, however it ends", async () => {
    const report = await conductRun(configurationOf({ registry, timeout: 2 }, {})).catch((error: unknown) => error);
    if (report instanceof UntestableTarget) expect(report.message).not.toContain("\n");
    else expect(exitCodeOf(report as Report)).not.toBe(0);
  });
});

/** The engine alone, without the look beforehand that spares users a hopeless run. */
async function withoutPreflight(registry: string, category: string | undefined): Promise<Report> {
  const configuration = configurationOf({ registry, timeout: 2, ...(category ? { category: [category] } : {}) }, {});
  const target = await openTarget(configuration);
  try {
    const [first, ...more] = specVersions.map((spec) => planOf(spec, configuration.selection));
    return await runTarget([first as Plan, ...more], target);
  } finally {
    await target.close();
  }
}
