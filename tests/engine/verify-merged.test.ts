import { beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { mergeReports } from "../../engine/merge.ts";
import { planOf } from "../../engine/plan.ts";
import { verifyMerged } from "../../engine/verify-merged.ts";
import { startRegistry } from "../../registry/server.ts";
import type { Report, Verdict } from "../../schemas/report.ts";
import { startUnreliableProxy } from "../reliability/unreliable-proxy.ts";
import { reportOf, result } from "../reporters/sample-report.ts";
import { countAnew, resultOf } from "./tampering.ts";

const passed = "pull.manifest.get-200";
/** The registry fails the first time that it is asked for it. */
const unsteady = "pull.manifest.head-200";
/** The registry fails each time that it is to delete a blob. */
const blocked = "management.blob.delete-202";
/** Looks at all exchanges of its shard. */
const whole = "errors.body.schema";
/** Judged by a shard from which the registry took no manifest, and gave back nothing. */
const unproven = "push.put.created-201";

/** Three shards of one target, all of which pushed an image. */
let made: Report;
beforeAll(async () => {
  const registry = await startRegistry();
  let heads = 0;
  let takes = true;
  const proxy = await startUnreliableProxy(registry.url, {
    seed: 1,
    always: ({ method, url = "" }) =>
      (!takes && method === "PUT" && url.includes("/manifests/")) ||
      (method === "DELETE" && url.includes("/blobs/sha256:")) ||
      (method === "HEAD" && url.includes("/manifests/") && heads++ === 0),
  });
  const shard = (only: string[]) =>
    conductRun(configurationOf({ registry: proxy.url, spec: "1.1,edge", only, keep: true }, {}));
  const reports = [await shard([unsteady, whole])];
  takes = false;
  reports.push(await shard([unproven]));
  takes = true;
  reports.push(await shard([passed, blocked]));
  await proxy.close();
  await registry.close();
  made = mergeReports(reports.map((report, place) => ({ name: `shard ${place + 1}`, report })));
}, 30_000);

/** What is said of the report when it was tampered with. */
async function said(tamper: (report: Report) => void) {
  const report = structuredClone(made);
  tamper(report);
  return (await verifyMerged(report)).discrepancies;
}

describe("A merged report", () => {
  test("follows from what its shards recorded, also where the target fails now and then", async () => {
    expect(Object.fromEntries(made.results.map(({ requirement, verdict }) => [requirement, verdict]))).toEqual({
      [passed]: "pass",
      [unsteady]: "error",
      [unproven]: "blocked",
      [whole]: "pass",
      [blocked]: "blocked",
    });
    expect(resultOf(made, passed).scenario).toMatch(/ \(3\)$/);
    const { exchanges } = made;
    expect(await verifyMerged(made)).toEqual({
      verdicts: 8,
      apart: 2,
      leftOut: planOf("1.1", {}).tests.length + planOf("edge", {}).tests.length - 10,
      exchanges: exchanges.length,
      discrepancies: [],
    });
  });

  test.each([
    [unsteady, "fail", "error"],
    [unsteady, "pass", "error"],
    [blocked, "pass", "blocked"],
    // To one shard nothing was given back, and nothing says which shard pulled this.
    [passed, "fail", "pass or blocked"],
  ] as const)("that states %s as %s does not follow", async (requirement, verdict, follows) => {
    const discrepancies = await said((report) => {
      resultOf(report, requirement).verdict = verdict;
      countAnew(report);
    });
    expect(discrepancies).toEqual([{ spec: "1.1", about: requirement, stated: verdict, follows }]);
  });

  test("with a result that says something else beside its verdict does not follow", async () => {
    const discrepancies = await said((report) => {
      // A MUST that was not decided keeps a category from being conformant.
      Object.assign(resultOf(report, blocked), { level: "SHOULD" });
      countAnew(report);
    });
    expect(discrepancies).toEqual([
      { spec: "1.1", about: blocked, stated: 'level: "SHOULD"', follows: 'level: "MUST"' },
    ]);
  });

  test("with a verdict blocked by something else does not follow", async () => {
    const step = "something else";
    const discrepancies = await said((report) => {
      const { blockedBy } = resultOf(report, unproven);
      Object.assign(blockedBy ?? {}, { step });
      countAnew(report);
    });
    expect(discrepancies).toMatchObject([{ about: unproven, stated: expect.stringContaining(`"step":"${step}"`) }]);
  });

  test("with a result of another scenario does not follow", async () => {
    const discrepancies = await said((report) => {
      resultOf(report, passed).scenario = "a blob is deleted";
    });
    expect(discrepancies).toMatchObject([
      { about: passed, stated: expect.stringContaining('scenario: "a blob is deleted"') },
    ]);
  });

  test("with another capability does not follow: what a target lacks is not held against it", async () => {
    const discrepancies = await said((report) => {
      report.capabilities["blob-deletion"] = { supported: false, reason: "deletes nothing" };
      countAnew(report);
      expect(report.summary.categories).toContainEqual(
        expect.objectContaining({ id: "management", status: "not claimed" }),
      );
    });
    expect(discrepancies).toEqual([
      {
        spec: "1.1",
        about: "capabilities",
        stated: 'blob-deletion: {"supported":false,"reason":"deletes nothing"}',
        follows: 'blob-deletion: {"supported":true,"reason":"deletes blobs"}',
      },
    ]);
  });

  test("with a capability that this suite does not know does not follow", async () => {
    const discrepancies = await said((report) => {
      report.capabilities.flight = { supported: true, reason: "flies" };
    });
    expect(discrepancies).toMatchObject([{ about: "capabilities", follows: "flight: nothing" }]);
  });

  test("with a summary of its own does not follow, under the version that it is of", async () => {
    const discrepancies = await said(({ alsoJudged: [edge] = [] }) => {
      if (edge) edge.summary.conformant = true;
    });
    expect(discrepancies).toEqual([
      { spec: "edge", about: "summary", stated: "conformant: true", follows: "conformant: false" },
    ]);
  });

  test("with a body changed names the exchange", async () => {
    const discrepancies = await said(({ exchanges: [first] }) => {
      if (first) first.request.body.text = "something else";
    });
    expect(discrepancies).toMatchObject([{ about: made.exchanges[0]?.id }]);
  });

  test("without an answer that a verdict rests on does not follow", async () => {
    const discrepancies = await said((report) => {
      const [id] = resultOf(report, passed).exchanges;
      const pulled = report.exchanges.find((exchange) => exchange.id === id);
      if (pulled?.response) pulled.response.status = 404;
    });
    expect(discrepancies).toContainEqual({ spec: "1.1", about: passed, stated: "pass", follows: "fail" });
  });
});

describe("A merged report with nothing recorded", () => {
  /** What is said of the one verdict that it states. */
  async function verified(requirement: string, verdict: Verdict) {
    const results = [result({ requirement, verdict, category: "push", exchanges: [] })];
    const report = mergeReports([{ name: "a.json", report: reportOf(results, [], { capabilities: {} }) }]);
    return (await verifyMerged(report)).discrepancies.map(({ about, stated, follows }) => ({ about, stated, follows }));
  }

  test.each(["push.put.location", "push.large.whole"])("decides nothing about %s", async (about) => {
    expect(await verified(about, "pass")).toEqual([{ about, stated: "pass", follows: "blocked" }]);
  });

  test("has no verdict on a requirement that this suite does not know", async () => {
    expect(await verified("push.put.of-old", "pass")).toMatchObject([
      { about: "push.put.of-old", follows: "nothing: this suite has no such requirement in this version" },
    ]);
  });
});
