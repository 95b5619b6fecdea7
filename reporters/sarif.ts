import type { Log, ReportingDescriptor, Run } from "sarif";
import type { Report, Result } from "../schemas/report.ts";
import { printedJson } from "./json-text.ts";
import { resultOf } from "./sarif/result.ts";
import { webRequestOf, webResponseOf } from "./sarif/web.ts";
import { levelText } from "./wording.ts";

/**
 * SARIF 2.1.0 (OASIS): a rule and a result per requirement. What is broken lies at the URL of the request that shows it,
 * and the run holds that request and its response; a failure that the baseline accepts is suppressed, with its reason.
 */
export function renderSarif(report: Report): string {
  const { tool, target, spec, interrupted, startedAt, finishedAt, results } = report;
  const shown = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const telling = [
    ...new Set(results.filter(isFinding).flatMap(({ exchanges: [first] }) => shown.get(first ?? "") ?? [])),
  ];
  const run: Run = {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        rules: results.map(ruleOf),
      },
    },
    automationDetails: { id: `${tool.name}/${spec.distribution}/${target.product ?? target.url}` },
    invocations: [{ executionSuccessful: !interrupted, startTimeUtc: startedAt, endTimeUtc: finishedAt }],
    results: results.map((result, ruleIndex) => resultOf(result, ruleIndex, telling, target.url)),
    webRequests: telling.map(webRequestOf),
    webResponses: telling.map(webResponseOf),
    columnKind: "utf16CodeUnits",
  };
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return printedJson(log);
}

/** What a reader is to act on, and so is worth its request and response. */
function isFinding({ verdict }: Result): boolean {
  return verdict === "fail" || verdict === "warn";
}

function ruleOf(result: Result): ReportingDescriptor {
  const { requirement, title, section, level, basis, category, statements, endpoint } = result;
  const fails = basis === "keyword" && (level === "MUST" || level === "MUST_NOT");
  return {
    id: requirement,
    shortDescription: { text: title },
    help: { text: `${levelText(result)}: ${section}` },
    helpUri: section,
    defaultConfiguration: { level: fails ? "error" : level === "MAY" ? "note" : "warning" },
    properties: { tags: [category, level], basis, statements, endpoint },
  };
}
