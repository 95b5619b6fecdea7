import { describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { verify } from "../../engine/verify.ts";
import { judgementsOf, reportsByVersion } from "../../schemas/judgements.ts";
import type { Report } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";

const spec = specVersions.join(",");
/** One MUST is broken, and one scenario stops for it. */
const made = await conductRun(configurationOf({ spec }, {}), { faults: ["manifest-put-202"] });
const copy = (): Report => JSON.parse(JSON.stringify(made));

describe("One run, judged under three versions", () => {
  test("holds each scenario once", () => {
    const steps = made.exchanges.filter(({ follows }) => !follows).map(({ scenario, step }) => `${scenario}: ${step}`);
    expect(steps).toEqual([...new Set(steps)]);
  });

  test.each(specVersions)("gives the verdicts of a run under %s alone", async (version) => {
    const alone = await conductRun(configurationOf({ spec: version }, {}), { faults: ["manifest-put-202"] });
    const among = reportsByVersion(made).find(({ spec }) => spec.distribution === version) as Report;
    const verdictsOf = ({ results }: Report) => results.map(({ requirement, verdict }) => `${requirement}: ${verdict}`);
    expect(verdictsOf(among)).toEqual(verdictsOf(alone));
    expect(among.capabilities).toEqual(alone.capabilities);
    expect(among.summary.verdicts).toEqual(alone.summary.verdicts);
  });
});

describe("A finished report, judged again", () => {
  test("states what follows from its exchanges", async () => {
    const verification = await verify(copy());
    expect(verification.discrepancies).toEqual([]);
    expect(verification.verdicts).toBe(judgementsOf(made).reduce((total, { results }) => total + results.length, 0));
  });

  test("with a verdict made better says so, under the version it was made better in", async () => {
    const report = copy();
    for (const { results } of report.alsoJudged ?? [])
      for (const result of results) if (result.verdict === "fail") result.verdict = "pass";
    const { discrepancies } = await verify(report);
    expect(new Set(discrepancies.map((each) => each.spec))).toEqual(new Set(["1.1", "edge"]));
    expect(discrepancies[0]).toMatchObject({
      about: "push.manifest.created-201",
      stated: expect.stringContaining("pass"),
      follows: expect.stringContaining("fail"),
    });
  });

  test("with an answer changed says which verdicts do not follow", async () => {
    const report = copy();
    const head = report.exchanges.find(
      ({ request, response }) => request.method === "HEAD" && response?.status === 200,
    );
    if (head?.response) head.response.status = 500;
    const { discrepancies } = await verify(report);
    expect(discrepancies.some(({ stated }) => stated === "pass")).toBe(true);
  });

  test("with a body changed names the exchange", async () => {
    const report = copy();
    const list = report.exchanges.find(({ response }) => response?.body.text?.startsWith('{"name"'));
    if (list?.response) list.response.body.text = "{}";
    expect((await verify(report)).discrepancies).toContainEqual(expect.objectContaining({ about: list?.id }));
  });

  test("with a summary of its own says so, and with a result of another suite", async () => {
    const report = copy();
    report.summary.conformant = true;
    report.results.push({ ...report.results[0], requirement: "pull.no-such" } as Report["results"][number]);
    const about = (await verify(report)).discrepancies.map((each) => each.about);
    expect(about).toContain("summary");
    expect(about).toContain("pull.no-such");
  });

  test("without its scenarios proves nothing", async () => {
    const { discrepancies } = await verify({ ...copy(), scenarios: [], exchanges: [] });
    expect(discrepancies.length).toBeGreaterThan(500);
  });
});
