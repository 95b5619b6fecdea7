import { createHash } from "node:crypto";
import type { Label, Stage, Status, TestResult } from "allure-js-commons";
import type { Report, Result, Verdict } from "../../schemas/report.ts";
import { acceptance, said } from "../said.ts";
import { visible } from "../visible.ts";
import { levelText, specName } from "../wording.ts";

const statuses: Record<Verdict, `${Status}`> = {
  pass: "passed",
  info: "passed",
  warn: "passed",
  fail: "failed",
  error: "broken",
  skip: "skipped",
  blocked: "skipped",
};

const severities = { MUST: "critical", MUST_NOT: "critical", SHOULD: "normal", SHOULD_NOT: "normal", MAY: "minor" };

/** One requirement as a test result; what the baseline accepts is skipped. The verdict itself is a tag. */
export function allureResult(result: Result, { target, spec, startedAt }: Report): TestResult {
  const { requirement, title, verdict, section, scenario, durationMs, expected, received, notes = [] } = result;
  const start = Date.parse(startedAt);
  return {
    uuid: digestOf(target.url, spec.distribution, requirement),
    historyId: digestOf(spec.distribution, requirement),
    testCaseId: digestOf(requirement),
    fullName: requirement,
    name: title,
    titlePath: [specName(spec.distribution), ...requirement.split(".").slice(0, -1)],
    status: (result.accepted ? "skipped" : statuses[verdict]) as Status,
    statusDetails: {
      message: visible([acceptance(result), said(result)].filter((text) => text !== "").join("\n")),
      ...(expected === undefined ? {} : { expected: visible(expected) }),
      ...(received === undefined ? {} : { actual: visible(received) }),
    },
    stage: "finished" as Stage,
    description: [`${levelText(result)}. Scenario: ${scenario}.`, ...notes.map(visible)].join("\n\n"),
    steps: [],
    attachments: [],
    parameters: [{ name: "spec", value: spec.distribution }],
    labels: labelsOf(result, target.url),
    links: [{ name: "spec", url: section, type: "link" }],
    start,
    stop: start + Math.round(durationMs),
  };
}

function labelsOf({ requirement, verdict, level, category, basis }: Result, host: string): Label[] {
  return [
    { name: "framework", value: "oci-conformance" },
    { name: "parentSuite", value: category },
    { name: "suite", value: requirement.split(".").slice(0, -1).join(".") },
    { name: "severity", value: severities[level] },
    { name: "host", value: host },
    ...[verdict, level, basis].map((value) => ({ name: "tag", value })),
  ];
}

function digestOf(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}
