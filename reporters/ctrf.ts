import type { Report, Result, Verdict } from "../schemas/report.ts";
import { printedJson } from "./json-text.ts";
import { acceptance, said } from "./said.ts";
import { levelText } from "./wording.ts";

type Status = "passed" | "failed" | "skipped" | "pending" | "other";

const statuses: Record<Verdict, Status> = {
  pass: "passed",
  info: "passed",
  warn: "passed",
  fail: "failed",
  error: "failed",
  skip: "skipped",
  blocked: "pending",
};

/**
 * The Common Test Report Format (ctrf.io), a test per requirement. The verdict itself is the `rawStatus`; a failure
 * that the baseline accepts is `other`: neither passed nor failed.
 */
export function renderCtrf(report: Report): string {
  const { tool, target, spec, summary, startedAt, finishedAt } = report;
  const tests = report.results.map(testOf);
  const count = (wanted: Status) => tests.filter(({ status }) => status === wanted).length;
  const [start, stop] = [Date.parse(startedAt), Date.parse(finishedAt)];
  const document = {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    timestamp: finishedAt,
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool: { name: tool.name, version: tool.version },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        pending: count("pending"),
        skipped: count("skipped"),
        other: count("other"),
        suites: summary.categories.length,
        start,
        stop,
        duration: stop - start,
        extra: { conformant: summary.conformant },
      },
      tests,
      environment: {
        appName: target.product ?? target.url,
        testEnvironment: target.url,
        extra: { spec: spec.distribution },
      },
    },
  };
  return printedJson(document);
}

function testOf(result: Result) {
  const { requirement, title, category, verdict, section, expected, received, exchanges, durationMs } = result;
  const message = [acceptance(result), said(result)].filter((text) => text !== "").join(" · ");
  return {
    testId: requirement,
    name: `${requirement}: ${title}`,
    status: result.accepted ? ("other" as const) : statuses[verdict],
    rawStatus: verdict,
    duration: Math.round(durationMs),
    suite: [category],
    type: "conformance",
    tags: [levelText(result)],
    ...(message === "" ? {} : { message }),
    extra: { level: result.level, basis: result.basis, section, expected, received, exchanges },
  };
}
