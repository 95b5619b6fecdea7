import { expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { verify } from "../../engine/verify.ts";
import { startRegistry } from "../../registry/server.ts";
import { startUnreliableProxy } from "../reliability/unreliable-proxy.ts";

test("a registry that fails now and then gets no false verdict, and the report can be judged again", async () => {
  const registry = await startRegistry();
  const proxy = await startUnreliableProxy(registry.url, { seed: 3, oneIn: 20 });
  try {
    const wishes = { registry: proxy.url, category: ["pull"], keep: true };
    const report = await conductRun(configurationOf(wishes, {}));
    expect(proxy.failed.length).toBeGreaterThan(0);
    expect(report.results.filter(({ verdict }) => verdict === "fail" || verdict === "warn")).toEqual([]);
    expect((await verify(report)).discrepancies).toEqual([]);
  } finally {
    await proxy.close();
    await registry.close();
  }
});

test("a registry that always fails at one place is told so", async () => {
  const registry = await startRegistry();
  const proxy = await startUnreliableProxy(registry.url, {
    seed: 1,
    always: ({ method, url = "" }) => method === "HEAD" && url.includes("/manifests/"),
  });
  try {
    const wishes = { registry: proxy.url, only: ["pull.manifest.head-200"], keep: true };
    const { results } = await conductRun(configurationOf(wishes, {}));
    expect(results).toMatchObject([{ verdict: "fail", message: "Expected status 200, received status 500" }]);
  } finally {
    await proxy.close();
    await registry.close();
  }
});
