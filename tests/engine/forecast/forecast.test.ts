import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { conductRun } from "../../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../../engine/configuration.ts";
import { forecast } from "../../../engine/forecast/forecast.ts";
import { forecastText } from "../../../engine/forecast/text.ts";
import { startRegistry } from "../../../registry/server.ts";
import { trafficOf } from "../../../reporters/traffic.ts";
import { serve } from "../../client/server.ts";

const of = (wishes: Wishes) => configurationOf({ only: ["push.put.*", "discovery.tags.list-200"], ...wishes }, {});

test("A forecast says what a run sends, and sends nothing to its target", async () => {
  await using target = await serve((_, response) => response.end());
  const registry = await startRegistry();
  const expected = await forecast(of({ registry: target.url, token: "t", repository: "mine" }));
  const report = await conductRun(of({ registry: registry.url, repository: "mine" }));
  await registry.close();

  expect(target.requests).toEqual([]);
  expect(expected.requests).toBe(report.exchanges.length);
  expect(expected.cleanup).toBe(report.cleanup?.requests);
  // What a run makes up differs from run to run by a few letters.
  expect(expected.sent / trafficOf(report.exchanges).sent).toBeCloseTo(1, 2);
  const sum = (member: "requests" | "sent" | "received") =>
    expected.rows.reduce((total, row) => total + row[member], 0);
  expect([sum("requests"), sum("sent"), sum("received")]).toEqual([
    expected.requests,
    expected.sent,
    expected.received,
  ]);
  expect(forecastText(expected, target.url)).toMatch(/^push +PUT +\d+ /m);
});

test("A forecast sends nothing to a target on a socket, nor to a proxy", async () => {
  const seen: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-forecast-"));
  const unixSocket = join(folder, "registry.sock");
  const target = createServer(({ method, url }, response) => {
    seen.push(`${method} ${url}`);
    response.end();
  });
  await new Promise<void>((resolve) => target.listen(unixSocket, resolve));
  await using proxy = await serve((_, response) => response.end());
  vi.stubEnv("http_proxy", proxy.url);
  vi.stubEnv("no_proxy", "");
  try {
    for (const wishes of [{ unixSocket }, {}, { pullOnly: true, repository: "a/b", only: ["pull.manifest.*"] }]) {
      const { requests } = await forecast(of({ registry: "http://registry.example", ...wishes }));
      expect(requests).toBeGreaterThan(5);
    }
    expect([...seen, ...proxy.requests]).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await new Promise((resolve) => target.close(resolve));
    rmSync(folder, { recursive: true });
  }
});

test("A forecast of a run that only reads has GET and HEAD alone", async () => {
  const wishes = { registry: "http://registry.example", repository: "a/b", pullOnly: true, tag: "v1" };
  const { rows, cleanup } = await forecast(configurationOf({ ...wishes, only: ["pull.*"] }, {}));
  expect([...new Set(rows.map(({ method }) => method))].sort()).toEqual(["GET", "HEAD"]);
  expect(cleanup).toBe(0);
});
