import type { TestResult } from "allure-js-commons";
import { describe, expect, it } from "vitest";
import { renderAllure } from "../../reporters/allure.ts";
import { sampleReport } from "./sample-report.ts";

const report = sampleReport();
const files = renderAllure(report);
const results = files
  .filter(({ file }) => file.endsWith("-result.json"))
  .map(({ text }): TestResult => JSON.parse(text));

describe("The results for Allure", () => {
  const resultOf = (requirement: string) => results.find(({ fullName }) => fullName === requirement);

  it("are one per requirement, each in a file that is named after it", () => {
    expect(results.map(({ fullName }) => fullName)).toEqual(report.results.map(({ requirement }) => requirement));
    for (const { uuid } of results)
      expect(files.map(({ file }) => file)).toContain(`oci-conformance-${uuid}-result.json`);
    expect(new Set(results.map(({ uuid }) => uuid)).size).toBe(results.length);
  });

  it("tell broken, undecided, skipped and accepted apart", () => {
    expect(resultOf("push.chunked.out-of-order")).toMatchObject({
      status: "failed",
      statusDetails: { expected: "status 416", actual: "status 202" },
    });
    expect(resultOf("push.manifest.large")?.status).toBe("broken");
    expect(resultOf("mount.accepted")?.status).toBe("skipped");
    expect(resultOf("push.monolithic.location")?.status).toBe("skipped");
    expect(resultOf("push.monolithic.location")?.statusDetails.message).toMatch(/^accepted until/);
    expect(resultOf("push.chunked.range-header")?.labels).toContainEqual({ name: "tag", value: "warn" });
  });

  it("have every attachment that they name, and no other", () => {
    const named = results.flatMap(({ attachments }) => attachments.map(({ source }) => source));
    const written = files.map(({ file }) => file).filter((file) => file.includes("-attachment"));
    expect(named.sort()).toEqual(written.sort());
    expect(files.find(({ text }) => text.includes("-H 'Content-Range: 2048-3071'"))?.file).toMatch(/\.sh$/);
  });
});
