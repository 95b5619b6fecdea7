import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { renderSarif } from "../../reporters/sarif.ts";
import { reportOf, sampleReport } from "./sample-report.ts";
import { sarifProblems } from "./sarif-schema.ts";

const report = sampleReport();
const log: Log = JSON.parse(renderSarif(report));
const [run] = log.runs;

function resultOf(requirement: string) {
  return run?.results?.find(({ ruleId }) => ruleId === requirement);
}

describe("The SARIF report", () => {
  it("is valid by the schema of SARIF 2.1.0", () => {
    expect(sarifProblems(log)).toEqual([]);
    expect(sarifProblems(JSON.parse(renderSarif(reportOf([], []))))).toEqual([]);
    expect(sarifProblems({ ...log, version: "2.2" })).not.toEqual([]);
  });

  it("has a rule and a result per requirement", () => {
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(report.results.map(({ requirement }) => requirement));
    for (const { ruleId, ruleIndex = -1 } of run?.results ?? [])
      expect(run?.tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
  });

  it("gives a level to what is broken only", () => {
    expect(resultOf("push.chunked.out-of-order")).toMatchObject({ kind: "fail", level: "error" });
    expect(resultOf("push.chunked.range-header")).toMatchObject({ kind: "fail", level: "warning" });
    for (const { kind, level } of run?.results ?? []) if (kind !== "fail") expect(level).toBe("none");
    expect(resultOf("mount.accepted")?.kind).toBe("open");
    expect(resultOf("management.blob.delete")?.kind).toBe("notApplicable");
  });

  it("holds the request and the response that show what is broken", () => {
    const found = resultOf("push.chunked.out-of-order");
    expect(run?.webRequests?.[found?.webRequest?.index ?? -1]).toMatchObject({ method: "PATCH" });
    expect(run?.webResponses?.[found?.webResponse?.index ?? -1]).toMatchObject({ statusCode: 202 });
  });

  it("suppresses what the baseline accepts, with its reason", () => {
    expect(resultOf("push.monolithic.location")?.suppressions).toEqual([
      { kind: "external", status: "accepted", justification: expect.stringMatching(/^mended in 2\.9/) },
    ]);
    expect(run?.results?.filter(({ suppressions }) => suppressions)).toHaveLength(1);
  });
});
