import { describe, expect, it } from "vitest";
import { UsageError } from "../../engine/errors.ts";
import { mergeReports } from "../../engine/merge.ts";
import type { Report, Verdict } from "../../schemas/report.ts";
import { exchange, reportOf, result } from "../reporters/sample-report.ts";

const merge = (...reports: Report[]) =>
  mergeReports(reports.map((report, index) => ({ name: `${index}.json`, report })));

const at = (ms: number) => new Date(Date.UTC(2026, 6, 16, 9, 0, 0, ms)).toISOString();

/** A shard that held "a push" at that time, and judged by it what is named, each with this verdict. */
function shard(ms: number, verdicts: Record<string, "pass" | "fail" | "blocked" | "skip">, own = "a pull"): Report {
  const url = `https://registry.example/v2/r${ms}/blobs/`;
  const exchanges = [
    exchange({ id: "x1", scenario: "a push", step: "open", url: `${url}uploads/`, more: { startedAt: at(ms) } }),
    exchange({ id: "x2", scenario: own, step: "get", url: `${url}a`, more: { startedAt: at(ms + 1) } }),
    exchange({
      id: "x3",
      scenario: "a push",
      step: "close",
      url: `${url}b`,
      more: { startedAt: at(ms + 2), locationOf: "x1", follows: { exchange: "x1", because: "redirect" } },
    }),
  ];
  const results = Object.entries(verdicts).map(([requirement, verdict]) =>
    result({
      requirement,
      verdict,
      category: requirement.startsWith("pull") ? "pull" : "push",
      scenario: verdict === "skip" ? own : "a push",
      exchanges: ["x3", "x1"],
      durationMs: ms,
      ...(verdict === "blocked" ? { blockedBy: { scenario: "a push", step: "open", reason: `no ${ms}` } } : {}),
    }),
  );
  return reportOf(results, exchanges, {
    startedAt: at(ms),
    finishedAt: at(ms + 50),
    configuration: { spec: "1.1", repository: `r${ms}` },
    capabilities: { push: { supported: ms === 20 ? null : true, reason: `seen at ${ms}` } },
  });
}

const a = shard(10, { "push.put.created-201": "pass", "push.put.location": "fail", "pull.blob.get-200": "pass" });
const b = shard(20, { "push.put.location": "pass", "push.session.post-202": "blocked", "pull.blob.get-200": "skip" });
/** Judged as others have, and not for the same reasons. */
const d = shard(30, {
  "push.put.created-201": "pass",
  "push.put.location": "fail",
  "push.session.post-202": "blocked",
});
const c = shard(5, { "pull.blob.get-200": "blocked", "pull.blob.get-404": "pass" }, "another pull");

describe("Merging the reports of shards", () => {
  it("does not depend on their order or grouping", () => {
    const all = merge(a, b, c, d);
    for (const other of [
      merge(d, c, b, a),
      merge(b, d, a, c),
      merge(merge(a, b), merge(c, d)),
      merge(a, merge(d, b, c)),
      merge(merge(c, merge(d, a)), b),
      merge(all, b),
    ])
      expect(JSON.stringify(other)).toBe(JSON.stringify(all));
  });

  it("of one report gives it again, in catalogue order", () => {
    const once = merge(a);
    expect(merge(once)).toEqual(once);
    expect(once.results.map(({ requirement }) => requirement)).toEqual([
      "pull.blob.get-200",
      "push.put.created-201",
      "push.put.location",
    ]);
  });

  it("takes the worst verdict of a requirement, and counts anew", () => {
    const { results, summary } = merge(a, b, c);
    const verdictOf = (id: string) => results.find(({ requirement }) => requirement === id)?.verdict;
    expect(verdictOf("push.put.location")).toBe("fail");
    expect(verdictOf("pull.blob.get-200")).toBe("blocked");
    expect(summary.verdicts).toMatchObject({ fail: 1, pass: 2, blocked: 2 });
    expect(summary.categories.map(({ id, status }) => [id, status])).toEqual([
      ["pull", "inconclusive"],
      ["push", "non-conformant"],
    ]);
    expect(summary.requests).toBe(9);
  });

  it("numbers exchanges anew in the order of time, within a scenario in the order of sending", () => {
    const { exchanges, results } = merge(a, b, c);
    expect(exchanges.map(({ id }) => id)).toEqual(Array.from({ length: 9 }, (_, index) => `x${index + 1}`));
    expect(exchanges.map(({ startedAt }) => startedAt)).toEqual(exchanges.map(({ startedAt }) => startedAt).sort());
    const byId = new Map(exchanges.map((one) => [one.id, one]));
    for (const { follows, locationOf, scenario } of exchanges.filter((one) => one.follows)) {
      expect(byId.get(follows?.exchange ?? "")).toMatchObject({ step: "open", scenario });
      expect(locationOf).toBe(follows?.exchange);
    }
    for (const {
      exchanges: [shown, opened],
      scenario,
      verdict,
    } of results) {
      expect(byId.get(shown ?? "")).toMatchObject({ step: "close", ...(verdict === "skip" ? {} : { scenario }) });
      expect(byId.get(opened ?? "")?.step).toBe("open");
    }
  });

  it("keeps a scenario of each shard that held it", () => {
    const { scenarios, results } = merge(a, b, c);
    expect(scenarios.map(({ title }) => title).sort()).toEqual([
      "a pull",
      "a pull (2)",
      "a push",
      "a push (2)",
      "a push (3)",
      "another pull",
    ]);
    const blocked = results.find(({ requirement }) => requirement === "push.session.post-202");
    expect(blocked?.blockedBy?.scenario).toBe(blocked?.scenario);
  });

  it("knows what any shard found out, how long all took, and how each was configured", () => {
    const { capabilities, startedAt, finishedAt, configuration } = merge(a, b, c);
    expect(capabilities.push?.supported).toBe(true);
    expect([startedAt, finishedAt]).toEqual([at(5), at(70)]);
    expect(configuration).toEqual({
      spec: "1.1",
      shards: [
        { spec: "1.1", repository: "r10" },
        { spec: "1.1", repository: "r20" },
        { spec: "1.1", repository: "r5" },
      ],
    });
  });

  it("adds up what was cleaned up", () => {
    const cleanup = {
      removed: 3,
      left: [{ kind: "blob" as const, repository: "r", reference: "b", reason: "405" }],
      requests: 4,
    };
    const once = merge({ ...a, cleanup }, { ...b, cleanup }, c);
    expect(once.cleanup).toMatchObject({ ...cleanup, removed: 6, requests: 8 });
    expect(merge({ ...b, cleanup }, once, { ...b, cleanup }).cleanup).toEqual(once.cleanup);
  });

  it("joins what further versions of the spec make of it, too", () => {
    const also = ({ capabilities, summary, results }: Report) => [
      { spec: "edge" as const, capabilities, summary, results },
    ];
    const merged = merge({ ...a, alsoJudged: also(a) }, { ...b, alsoJudged: also(b) });
    const { capabilities, summary, results } = merge(a, b);
    expect(merged.alsoJudged).toEqual([{ spec: "edge", capabilities, summary, results }]);
    expect(() => merge({ ...a, alsoJudged: also(a) }, b)).toThrow(/spec 1\.1, edge here, 1\.1 there/);
  });

  it("lets the worst of two verdicts count, whichever comes first", () => {
    const worstFirst: Verdict[] = ["fail", "error", "blocked", "warn", "pass", "info", "skip"];
    const judged = (verdict: Verdict) => reportOf([result({ requirement: "push.put.location", verdict })], []);
    for (const [rank, worse] of worstFirst.entries())
      for (const better of worstFirst.slice(rank)) {
        const [one, other] = [judged(worse), judged(better)];
        for (const { results } of [merge(one, other), merge(other, one)])
          expect(results.map(({ verdict }) => verdict)).toEqual([worse]);
      }
  });

  it("puts requirements that it does not know last", () => {
    const ids = ["zz.unknown", "push.put.location", "aa.unknown", "pull.blob.get-200"];
    const of = (...names: string[]) =>
      reportOf(
        names.map((requirement) => result({ requirement, verdict: "pass" })),
        [],
      );
    for (const merged of [merge(of(...ids)), merge(of(...ids.slice(2)), of(...ids.slice(0, 2)))])
      expect(merged.results.map(({ requirement }) => requirement)).toEqual([
        "pull.blob.get-200",
        "push.put.location",
        "aa.unknown",
        "zz.unknown",
      ]);
  });

  it("believes what was seen to be there, then what was seen to be absent, then what could not be found out", () => {
    const found = (...names: [string, boolean | null, string][]) =>
      reportOf([], [], {
        capabilities: Object.fromEntries(names.map(([name, supported, reason]) => [name, { supported, reason }])),
      });
    const [there, absent, unknown] = [true, false, null].map((supported) => found(["sha512", supported, "as seen"]));
    const other = found(["sha512", true, "as seen elsewhere"], ["push", null, "unknown"]);
    if (!there || !absent || !unknown) throw new Error("there are three");
    for (const [one, two, expected] of [
      [there, absent, true],
      [there, unknown, true],
      [absent, unknown, false],
      [unknown, unknown, null],
    ] as const)
      for (const merged of [merge(one, two), merge(two, one)])
        expect(merged.capabilities).toEqual({ sha512: { supported: expected, reason: "as seen" } });
    for (const merged of [merge(there, other), merge(other, there)])
      expect(Object.entries(merged.capabilities)).toEqual([
        ["push", { supported: null, reason: "unknown" }],
        ["sha512", { supported: true, reason: "as seen" }],
      ]);
  });

  it("keeps what the versions of the spec make of it apart", () => {
    const judged = (own: Verdict, other: Verdict) => {
      const [report, further] = [own, other].map((verdict) =>
        reportOf([result({ requirement: "push.put.location", verdict })], []),
      );
      if (!report || !further) throw new Error("there are two");
      const { capabilities, summary, results } = further;
      return { ...report, alsoJudged: [{ spec: "edge" as const, capabilities, summary, results }] };
    };
    const merged = merge(judged("pass", "fail"), judged("pass", "pass"));
    expect(merged.results.map(({ verdict }) => verdict)).toEqual(["pass"]);
    expect(merged.alsoJudged?.flatMap(({ results }) => results.map(({ verdict }) => verdict))).toEqual(["fail"]);
    expect(merge(a, b)).not.toHaveProperty("alsoJudged");
  });

  it("was interrupted if one of them was, and has in its baseline what any had", () => {
    expect(merge(a, b).interrupted).toBe(false);
    expect(merge(a, b)).not.toHaveProperty("baseline");
    const merged = merge(
      { ...a, baseline: { stale: ["c", "a"], expired: ["x"] } },
      { ...b, interrupted: true, baseline: { stale: ["b", "a"], expired: [] } },
      c,
    );
    expect(merged.interrupted).toBe(true);
    expect(merged.baseline).toEqual({ stale: ["a", "b", "c"], expired: ["x"] });
  });

  it("follows scenarios to those that they came after and were stopped by", () => {
    const linked = (report: Report): Report => ({
      ...report,
      scenarios: report.scenarios.map((scenario) => ({
        ...scenario,
        after: ["a push"],
        stoppedBy: { scenario: "a push", step: "open", reason: "no" },
      })),
    });
    const { scenarios } = merge(linked(a), linked(b));
    const links = scenarios.map(({ title, after, stoppedBy }) => [title, after?.[0], stoppedBy?.scenario]);
    expect(links).toEqual([
      ["a push", "a push", "a push"],
      ["a pull", "a push", "a push"],
      ["a push (2)", "a push (2)", "a push (2)"],
      ["a pull (2)", "a push (2)", "a push (2)"],
    ]);
    for (const scenario of merge(a, b).scenarios)
      expect(Object.keys(scenario)).toEqual(["title", "facts", "durationMs"]);
  });

  it("numbers on where ten shards held a scenario", () => {
    const ten = Array.from({ length: 10 }, (_, index) => shard(100 * index, {}));
    const titles = merge(merge(...ten), shard(5000, {})).scenarios.map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("a push"))).toEqual([
      "a push",
      ...Array.from({ length: 10 }, (_, index) => `a push (${index + 2})`),
    ]);
  });

  it("keeps the order of sending where a clock went back", () => {
    const exchanges = [20, 10, 15].map((ms, index) =>
      exchange({ id: `x${index + 1}`, step: `${index}`, more: { startedAt: at(ms) } }),
    );
    expect(merge(reportOf([], exchanges)).exchanges.map(({ step }) => step)).toEqual(["0", "1", "2"]);
  });

  it("keeps what belongs to no scenario, each request of it", () => {
    const preflight = (host: string) =>
      reportOf(
        [],
        ["x1", "x2"].map((id) => exchange({ id, scenario: "before the run", url: `https://${host}/v2/` })),
        { scenarios: [] },
      );
    const { exchanges, scenarios } = merge(preflight("a"), preflight("b"));
    expect(scenarios).toEqual([]);
    expect(exchanges.map(({ id, request }) => `${id} ${request.url}`)).toEqual([
      "x1 https://a/v2/",
      "x2 https://b/v2/",
      "x3 https://a/v2/",
      "x4 https://b/v2/",
    ]);
  });

  it("takes two conversations of one moment for two, and one that it is given twice for one", () => {
    const of = (url: string) => reportOf([], [exchange({ id: "x1", url })]);
    const [one, other] = [of("https://registry.example/v2/a"), of("https://registry.example/v2/b")];
    expect(merge(one, other, one).scenarios.map(({ title }) => title)).toEqual(["a scenario", "a scenario (2)"]);
    expect(merge(one, other, one).exchanges).toHaveLength(2);
  });

  it("of nothing is wrong usage", () => {
    expect(() => merge()).toThrow(UsageError);
  });

  it.each<[Partial<Report>, RegExp]>([
    [{ imported: { from: "another suite", dated: false } }, /was imported/],
    [{ target: { url: "http://elsewhere" } }, /target https:\/\/registry\.example here, http:\/\/elsewhere there/],
    [{ target: { url: "https://registry.example", product: "acme@3" } }, /product acme-registry@2\.8\.0 here/],
    [{ spec: { distribution: "edge" } }, /spec 1\.1 here, edge there/],
    [{ tool: { name: "oci-conformance", version: "9.0.0" } }, /suite/],
  ])("refuses what is no shard of one run: %j", (changes, hint) => {
    expect(() => merge(a, { ...b, ...changes })).toThrow(UsageError);
    expect(() => merge(a, { ...b, ...changes })).toThrow(hint);
  });
});

describe("Scenarios that sent nothing", () => {
  /** A shard in which "a pull" waited in vain for a push that stopped for this reason. */
  const stopped = (ms: number, reason: string) => {
    const stoppedBy = { scenario: "a push", step: "open", reason };
    const sent = exchange({ id: "x1", scenario: "a push", step: "open", more: { startedAt: at(ms) } });
    const blocked = result({
      requirement: "pull.blob.get-200",
      verdict: "blocked",
      blockedBy: stoppedBy,
      scenario: "a pull",
    });
    return reportOf([blocked], [sent], {
      scenarios: ["a push", "a pull"].map((title) => ({ title, facts: {}, durationMs: ms, stoppedBy })),
    });
  };
  const [one, other] = [stopped(10, "answered 500"), stopped(20, "answered 503")];

  it("are told apart by what stopped them, also when they are merged again", () => {
    const merged = merge(one, other);
    const pulls = merged.scenarios.filter(({ title }) => title.startsWith("a pull"));
    expect(pulls.map(({ stoppedBy }) => stoppedBy?.reason).sort()).toEqual(["answered 500", "answered 503"]);
    expect(new Set(pulls.map(({ title }) => title))).toEqual(new Set(["a pull", "a pull (2)"]));
    expect(merge(merged, one)).toEqual(merged);
  });

  it("are one where they are of one shard", () => {
    expect(merge(one, one).scenarios).toHaveLength(2);
  });
});
