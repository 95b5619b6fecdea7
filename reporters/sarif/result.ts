import type { Result as SarifResult } from "sarif";
import type { Exchange } from "../../client/exchange.ts";
import type { Result, Verdict } from "../../schemas/report.ts";
import { said } from "../said.ts";

/** SARIF's kind of a result, and its level: only what is broken has one (section 3.27.10). */
const kinds: Record<Verdict, Pick<Required<SarifResult>, "kind" | "level">> = {
  fail: { kind: "fail", level: "error" },
  warn: { kind: "fail", level: "warning" },
  pass: { kind: "pass", level: "none" },
  info: { kind: "informational", level: "none" },
  skip: { kind: "notApplicable", level: "none" },
  blocked: { kind: "open", level: "none" },
  error: { kind: "open", level: "none" },
};

/** @param telling the exchanges whose requests and responses the run holds, in that order */
export function resultOf(
  result: Result,
  ruleIndex: number,
  telling: readonly Exchange[],
  targetUrl: string,
): SarifResult {
  const { requirement, verdict, title, exchanges, accepted } = result;
  const index = telling.findIndex(({ id }) => id === exchanges[0]);
  return {
    ruleId: requirement,
    ruleIndex,
    ...kinds[verdict],
    message: { text: said(result) || title },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(telling[index]?.request.url ?? targetUrl) } },
        logicalLocations: [{ fullyQualifiedName: result.scenario, kind: "scenario" }],
      },
    ],
    partialFingerprints: { "requirement/v1": requirement },
    ...(index >= 0 ? { webRequest: { index }, webResponse: { index } } : {}),
    ...(accepted ? { suppressions: [{ kind: "external", status: "accepted", justification: accepted.reason }] } : {}),
    properties: { verdict, level: result.level, basis: result.basis },
  };
}

/** What was sent need not be a URI; what SARIF holds must be one. */
function uriOf(url: string): string {
  return encodeURI(url.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("%25", "%");
}
