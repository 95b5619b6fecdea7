import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import { exitCodeOf } from "../../engine/exit.ts";
import { Judging } from "../../engine/judging.ts";
import { planOf } from "../../engine/plan.ts";
import { Recorded } from "../../engine/recorded.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import type { Report } from "../../schemas/report.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";

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
  let whole: Report;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    whole = await withoutPreflight(registry);
  });
  afterAll(() => server.close());

  test.each(categories)("passes nothing under any version, category %s", async (category) => {
    const reports = await Promise.all(specVersions.map((spec) => judgedBy(spec, category, whole)));
    for (const report of reports) {
      expect(report.results.length).toBeGreaterThan(0);
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
async function withoutPreflight(registry: string): Promise<Report> {
  const target = await openTarget(configurationOf({ registry, timeout: 2 }, {}));
  try {
    return await runTarget(
      specVersions.map((spec) => planOf(spec, {})),
      target,
    );
  } finally {
    await target.close();
  }
}

/** What a run of one category would have found, from the answers to the whole. */
async function judgedBy(spec: SpecVersion, category: string | undefined, whole: Report): Promise<Report> {
  const plan = planOf(spec, category ? { categories: [category] } : {});
  const judgement = await new Judging(plan, new Recorded(whole)).decideAll();
  return { ...whole, ...judgement, spec: { distribution: spec }, alsoJudged: [] };
}
