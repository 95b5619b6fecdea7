import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { faultsNamed } from "../../engine/faults.ts";
import { pushSeed } from "../../engine/seed.ts";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";
import { serve, type TestServer } from "../client/server.ts";

const repository = "team/app";
let registry: RunningRegistry;
/** Between the run and the registry, to see what passes. */
let front: TestServer;

beforeEach(async () => {
  registry = await startRegistry();
  front = await serve(async ({ method, url, headers }, response) => {
    const passedOn = Object.entries(headers).filter(([name]) => ["accept", "range", "if-none-match"].includes(name));
    const init = { method, headers: passedOn as [string, string][], redirect: "manual" } as const;
    const answer = await fetch(registry.url + url, init);
    const kept = [...answer.headers].filter(([name]) => !["connection", "transfer-encoding", "date"].includes(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(Buffer.from(await answer.arrayBuffer()));
  });
});
afterEach(async () => {
  await front[Symbol.asyncDispose]();
  await registry.close();
});

/** Fills the registry as any run does, and leaves it so. */
const fill = () => conductRun(configurationOf({ registry: registry.url, repository, spec: "edge", keep: true }, {}));
const pull = (wishes: Wishes = {}) =>
  conductRun(configurationOf({ registry: front.url, repository, spec: "edge", pullOnly: true, ...wishes }, {}));

describe("A run that only reads", () => {
  test.each([
    ["a tag that is named", { tag: "existing" }],
    ["a tag of its own finding", {}],
  ])("sends GET and HEAD alone, and judges pulling by %s", async (_, wishes) => {
    const { exchanges } = await fill();
    const pushed = exchanges.find(({ step }) => step === "push image: manifest");
    await fetch(`${registry.url}/v2/${repository}/manifests/existing`, {
      method: "PUT",
      headers: { "Content-Type": "application/vnd.oci.image.manifest.v1+json" },
      body: pushed?.request.body.text ?? "",
    });

    const report = await pull(wishes);

    expect([...new Set(front.requests.map(({ method }) => method))].sort()).toEqual(["GET", "HEAD"]);
    const verdicts = new Map(report.results.map((result) => [result.requirement, result]));
    expect(verdicts.get("pull.manifest.get-200")?.verdict).toBe("pass");
    expect(verdicts.get("pull.blob.get-200")?.verdict).toBe("pass");
    expect(verdicts.get("push.manifest.created-201")?.verdict).toBe("skip");
    expect(report.results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict))).toEqual([]);
    const status = (id: string) => report.summary.categories.find((category) => category.id === id)?.status;
    expect(status("pull")).toBe("conformant");
    expect(status("push")).toBe("not claimed");
    expect(report.summary.conformant).toBe(true);
    expect(report.cleanup).toMatchObject({ removed: 0, left: [], requests: 0 });
  });

  test("finds nothing proven in a repository without content", async () => {
    const report = await pull({ repository: "nothing/here" });
    expect(report.results.filter(({ verdict }) => verdict === "pass" || verdict === "info")).toEqual([]);
    expect(report.summary.conformant).toBe(false);
  });

  test("takes no constant answer for content", async () => {
    await using constant = await serve((_, response) =>
      response.end(
        JSON.stringify({ tags: ["a"], config: { digest: `sha256:${"0".repeat(64)}`, size: 2 }, layers: [] }),
      ),
    );
    const report = await pull({ registry: constant.url, tag: "a" });
    expect(report.results.filter(({ verdict }) => verdict === "pass" || verdict === "info")).toEqual([]);
  });
});

test("a seed that was pushed through one door is read through another", async () => {
  const { tag, digest } = await pushSeed(configurationOf({ registry: registry.url, repository, seedOnly: true }, {}));
  const report = await conductRun(configurationOf({ registry: front.url, repository, useSeed: true }, {}));
  expect([...new Set(front.requests.map(({ method }) => method))].sort()).toEqual(["GET", "HEAD"]);
  expect(report.exchanges.find(({ request }) => request.url.endsWith(`/manifests/${tag}`))?.response?.body.digest).toBe(
    digest,
  );
  expect(report.summary.conformant).toBe(true);
});

test("a registry that takes no seed says so", async () => {
  await using closed = await serve(({ method }, response) => response.writeHead(method === "GET" ? 200 : 405).end());
  const configuration = configurationOf({ registry: closed.url, repository, seedOnly: true }, {});
  await expect(pushSeed(configuration)).rejects.toThrow(/no seed could be pushed .* 405/);
});

test("a fault in pulling shows to a run that only reads, too", async () => {
  await using faulty = await faultyRegistry("blob-get-wrong-content-digest");
  await conductRun(configurationOf({ registry: faulty.url, repository, keep: true, only: ["push.manifest.*"] }, {}));
  const { results } = await pull({ registry: faulty.url });
  expect(results.filter(({ verdict }) => verdict === "fail").map(({ requirement }) => requirement)).toEqual([
    "pull.blob.get-digest-match",
  ]);
});

async function faultyRegistry(id: string) {
  const running = await startRegistry({ faults: faultsNamed([id]) });
  return { url: running.url, [Symbol.asyncDispose]: () => running.close() };
}
