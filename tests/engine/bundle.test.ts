import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { reviewFolder, reviewOf, type Submission, submissionsOf } from "../../engine/bundle.ts";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UsageError } from "../../engine/errors.ts";
import type { Report } from "../../schemas/report.ts";
import { commandLine, inNewFolder } from "../cli/command-line.ts";
import { productText } from "./product-text.ts";

const made = await conductRun(configurationOf({ spec: "1.1,edge", product: "acme@2.8.0" }, {}));
const copy = (): Report => JSON.parse(JSON.stringify(made));

const submissionOf = (report: Report, product = productText, readme?: string) =>
  submissionsOf(report, product, readme)[0] as Submission;

/** What a review finds, by question. */
async function found(submission: Submission): Promise<string[]> {
  const checks = await reviewOf(submission);
  return checks.flatMap(({ question, problems }) => problems.map((problem) => `${question}: ${problem}`));
}

describe("A submission", () => {
  it("has the files and the folder of the public results repository, for released versions only", () => {
    const submissions = submissionsOf(copy(), productText);
    expect(submissions.map(({ folder }) => folder)).toEqual(["distribution-spec/v1.1/acme-registry"]);
    expect(submissions[0]?.files.map(({ file }) => file)).toEqual([
      "PRODUCT.yaml",
      "README.md",
      "results.yaml",
      "report.html",
      "junit.xml",
      "report.json.gz",
    ]);
  });

  it("of a sound run passes its review", async () => {
    expect(await found(submissionOf(copy()))).toEqual([]);
  });

  it.each<[string, (report: Report) => unknown, RegExp]>([
    ["a requirement left out", (report) => report.results.splice(3, 1), /every requirement .* was not judged/],
    [
      "an interrupted run",
      (report) => Object.assign(report, { interrupted: true }),
      /every requirement .*: the run was interrupted/,
    ],
    [
      "an altered verdict",
      (report) => Object.assign(report.results[0] ?? {}, { verdict: "skip" }),
      /follow from the exchanges: base\./,
    ],
    [
      "a broken requirement, even an accepted one",
      (report) => Object.assign(report.results[0] ?? {}, { verdict: "fail", accepted: { reason: "known" } }),
      /conformant: base\..* is broken/,
    ],
    [
      "another suite",
      (report) => Object.assign(report.tool, { version: "0.0.1" }),
      /suite is this one: the report is of 0\.0\.1/,
    ],
    ["no version", (report) => Object.assign(report.target, { product: "acme" }), /names no version/],
    [
      "a version that is none",
      (report) => Object.assign(report.target, { product: "acme@latest" }),
      /"latest" is not exact/,
    ],
    [
      "another version",
      (report) => Object.assign(report.target, { product: "acme@2.7.0" }),
      /2\.7\.0 was tested, PRODUCT\.yaml says 2\.8\.0/,
    ],
    ["shards", (report) => Object.assign(report.configuration, { shards: [] }), /merged from shards/],
  ])("with %s does not", async (_, change, hint) => {
    const report = copy();
    change(report);
    expect((await found(submissionOf(report))).join("\n")).toMatch(hint);
  });

  it("with a README that does not say how to reproduce it does not", async () => {
    const problems = await found(submissionOf(copy(), productText, "# See our documentation\n"));
    expect(problems.filter((problem) => problem.startsWith("README.md"))).toHaveLength(3);
  });

  it.each([
    [copy(), "- a", /must be a map/],
    [copy(), "name: ''", /names no product/],
    [copy(), "{", /not YAML/],
    [{ ...copy(), spec: { distribution: "edge" as const }, alsoJudged: undefined }, productText, /edge only/],
  ])("cannot be made of what is none: %#", (report, product, hint) => {
    expect(() => submissionsOf(report, product)).toThrow(UsageError);
    expect(() => submissionsOf(report, product)).toThrow(hint);
  });
});

describe("bundle", () => {
  test("makes a folder, reviews it, and sees what was altered in it later", () =>
    inNewFolder(async (folder) => {
      const [report, product] = [join(folder, "report.json"), join(folder, "PRODUCT.yaml")];
      writeFileSync(report, JSON.stringify(made));
      writeFileSync(product, productText);
      const { code, stdout } = await commandLine("bundle", report, "--product", product, "--out", folder);
      expect(stdout).toContain("✓ the verdicts follow from the exchanges");
      expect(code).toBe(0);
      const submission = join(folder, "distribution-spec/v1.1/acme-registry");
      expect((await commandLine("bundle", submission)).code).toBe(0);
      appendFileSync(join(submission, "results.yaml"), "x: y\n");
      const checks = await reviewFolder(submission);
      expect(checks.at(-2)?.problems).toEqual(['results.yaml is another: make it again by "report"']);
      expect((await commandLine("bundle", submission)).code).toBe(1);
    }));

  test("needs a product, and a submission to review", () =>
    inNewFolder(async (folder) => {
      const report = join(folder, "report.json");
      writeFileSync(report, JSON.stringify(made));
      expect(await commandLine("bundle", report)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("--product"),
      });
      mkdirSync(join(folder, "empty"));
      expect((await commandLine("bundle", join(folder, "empty"))).code).toBe(2);
    }));
});
