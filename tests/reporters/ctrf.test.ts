import { type CTRFReport, validate } from "ctrf";
import { describe, expect, it } from "vitest";
import { renderCtrf } from "../../reporters/ctrf.ts";
import { reportOf, sampleReport } from "./sample-report.ts";

const report = sampleReport();
const ctrf: CTRFReport = JSON.parse(renderCtrf(report));

describe("The CTRF report", () => {
  it("is valid by its own schema", () => {
    expect(validate(ctrf)).toMatchObject({ valid: true });
    expect(validate(JSON.parse(renderCtrf(reportOf([], []))))).toMatchObject({ valid: true });
    expect(validate({ ...ctrf, results: {} })).toMatchObject({ valid: false });
  });

  it("has a test per requirement, and counts them", () => {
    const { tests, summary } = ctrf.results;
    expect(tests.map(({ testId }) => testId)).toEqual(report.results.map(({ requirement }) => requirement));
    for (const status of ["passed", "failed", "skipped", "pending", "other"] as const)
      expect(summary[status], status).toBe(tests.filter((test) => test.status === status).length);
  });

  it("counts an accepted failure as neither passed nor failed", () => {
    const accepted = ctrf.results.tests.find(({ testId }) => testId === "push.monolithic.location");
    expect(accepted).toMatchObject({ status: "other", rawStatus: "fail" });
    expect(accepted?.message).toMatch(/^accepted until 2026-12-31: mended/);
  });
});
