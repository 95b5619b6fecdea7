import { beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { leftOut, verify } from "../../engine/verify.ts";
import type { Report, ScenarioReport } from "../../schemas/report.ts";
import { result } from "../reporters/sample-report.ts";
import { countAnew, resultOf } from "./tampering.ts";

const failed = "push.manifest.created-201";
const passed = "pull.blob.get-200";
const skipped = "management.blob.delete-disabled";

let made: Report;
beforeAll(async () => {
  const wishes = { spec: "1.1,edge", only: [failed, passed, skipped] };
  made = JSON.parse(JSON.stringify(await conductRun(configurationOf(wishes, {}), { faults: ["manifest-put-202"] })));
}, 30_000);

/** What is said of the report when it was tampered with. */
async function said(tamper: (report: Report) => void) {
  const report = structuredClone(made);
  tamper(report);
  return (await verify(report)).discrepancies;
}

test("A report that nobody changed is as its exchanges have it", async () => {
  expect(made.results.map(({ verdict }) => verdict)).toEqual(["pass", "fail", "skip"]);
  const { exchanges } = made;
  expect(await verify(made)).toMatchObject({ verdicts: 6, exchanges: exchanges.length, discrepancies: [] });
});

describe("A report does not follow from its exchanges", () => {
  test.each([
    [failed, "pass", /^pass \(Expected status 201/, /^fail \(Expected status 201/],
    [passed, "skip", /^skip$/, /^pass$/],
    [skipped, "pass", /^pass \(the deletion of a blob is answered with 202/, /^skip \(the deletion of a blob/],
  ] as const)("with %s stated as %s", async (about, verdict, stated, follows) => {
    const discrepancies = await said((report) => {
      resultOf(report, about).verdict = verdict;
      countAnew(report);
    });
    expect(discrepancies).toContainEqual({
      spec: "1.1",
      about,
      stated: expect.stringMatching(stated),
      follows: expect.stringMatching(follows),
    });
    expect(discrepancies.map((each) => each.about)).toEqual([about, "summary"]);
  });

  test("with what was wrong told otherwise", async () => {
    const discrepancies = await said((report) => {
      Object.assign(resultOf(report, failed), { received: "status 204", notes: ["a mistake of the suite"] });
    });
    expect(discrepancies).toEqual([
      {
        spec: "1.1",
        about: failed,
        stated: 'received: "status 204", notes: ["a mistake of the suite"]',
        follows: 'received: "status 202", notes: nothing',
      },
    ]);
  });

  test("with a verdict that rests on other exchanges", async () => {
    const [first] = made.exchanges;
    const discrepancies = await said((report) => {
      resultOf(report, failed).exchanges = [first?.id ?? ""];
    });
    expect(discrepancies).toMatchObject([{ about: failed, stated: `exchanges: ["${first?.id}"]` }]);
  });

  test("with a capability that the target does not lack", async () => {
    const discrepancies = await said((report) => {
      report.capabilities.push = { supported: false, reason: "takes nothing" };
    });
    expect(discrepancies).toEqual([
      {
        spec: "1.1",
        about: "capabilities",
        stated: 'push: {"supported":false,"reason":"takes nothing"}',
        follows: 'push: {"supported":true,"reason":"opens an upload session"}',
      },
    ]);
  });

  test("with another conclusion under one of two versions", async () => {
    const discrepancies = await said(({ alsoJudged: [edge] = [] }) => {
      if (edge) edge.summary.conformant = true;
    });
    expect(discrepancies).toEqual([
      { spec: "edge", about: "summary", stated: "conformant: true", follows: "conformant: false" },
    ]);
  });

  test("with an answer changed, or with none where the verdict looks", async () => {
    for (const tamper of [
      (report: Report) => {
        for (const { request, response } of report.exchanges)
          if (request.method === "GET" && response?.status === 200) response.status = 404;
      },
      ({ exchanges }: Report) => {
        for (const exchange of exchanges) exchange.scenario += ", held by somebody else";
      },
    ])
      expect(await said(tamper)).toContainEqual(expect.objectContaining({ about: passed, stated: "pass" }));
  });

  test("with exchanges taken out: then its scenario says why there is nothing to judge by, if it is there", async () => {
    const takenOut = async (end: Partial<ScenarioReport> | undefined) => {
      const discrepancies = await said((report) => {
        const { scenario } = resultOf(report, passed);
        report.exchanges = report.exchanges.filter((exchange) => exchange.scenario !== scenario);
        report.scenarios = report.scenarios.flatMap((each) =>
          each.title !== scenario ? [each] : end ? [{ ...each, ...end }] : [],
        );
      });
      return discrepancies.find(({ about, spec }) => about === passed && spec === "1.1")?.follows;
    };
    expect(await takenOut({ brokenBy: "a mistake" })).toMatch(/^error \(the scenario ".*" broke: a mistake\)$/);
    expect(await takenOut({ withheld: "it only reads" })).toBe("skip (it only reads)");
    expect(await takenOut(undefined)).toMatch(/^error \(the scenario ".*" broke: the report does not have it\)$/);
  });

  test("with a verdict on what no version of the suite asks for", async () => {
    const discrepancies = await said((report) => {
      report.results.push({ ...resultOf(report, passed), requirement: "pull.no-such" });
    });
    expect(discrepancies).toContainEqual({
      spec: "1.1",
      about: "pull.no-such",
      stated: "pass",
      follows: "nothing: this suite has no such requirement in this version",
    });
  });
});

test("A report that a verdict was taken out of follows from its exchanges, and is known to have fewer", async () => {
  const { leftOut } = await verify(made);
  const { alsoJudged = [], ...report } = structuredClone(made);
  report.results = report.results.filter(({ requirement }) => requirement !== failed);
  countAnew(report);
  expect(report.summary.verdicts.fail).toBe(0);
  expect(await verify({ ...report, alsoJudged })).toMatchObject({ leftOut: leftOut + 1, discrepancies: [] });
});

test("A report of the whole suite leaves nothing out", () => {
  const results = planOf("edge", {}).tests.map(({ requirement }) => result({ requirement, verdict: "pass" }));
  const { capabilities, summary } = made;
  const whole = { spec: "edge" as const, capabilities, summary, results };
  expect(leftOut([whole])).toBe(0);
  expect(leftOut([{ ...whole, results: results.slice(2) }, whole, { ...whole, results: results.slice(3) }])).toBe(5);
});
