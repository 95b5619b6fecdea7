import type { Exchange } from "../../client/exchange.ts";
import { type Report, verdicts } from "../../schemas/report.ts";
import { conclusionOf } from "../conclusion.ts";
import { causeLine, stoppingExchange } from "../root-cause.ts";
import { statusSigns, verdictSigns } from "../signs.ts";
import { abbreviated, dayOf, duration, occurring, specName } from "../wording.ts";
import { barOf } from "./bar.ts";
import { requirementView } from "./requirement-view.ts";
import { waterfallOf } from "./waterfall.ts";

/** Everything the page shows but the exchanges, ready to be set, so that the templates decide nothing. */
export function pageView(report: Report, scenarios: readonly ScenarioView[]) {
  const { summary, target } = report;
  const conclusion = conclusionOf(report);
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const requirements = report.results.map((result) =>
    requirementView(result, exchanges, target.url, report.spec.distribution),
  );
  return {
    title: `${conclusion.headline}: ${target.product ?? target.url}`,
    target,
    conclusion: { ...conclusion, sign: statusSigns[conclusion.status] },
    facts: factsOf(report),
    categories: summary.categories.map(({ id, status, verdicts: counts }) => ({
      id,
      status,
      sign: statusSigns[status],
      bar: barOf(counts),
      counts: occurring(counts).map(([verdict, count]) => ({ verdict, count, sign: verdictSigns[verdict] })),
      requirements: requirements.filter(({ category }) => category === id),
    })),
    broken: requirements.filter(({ verdict }) => verdict === "fail"),
    leftovers: leftoversOf(report),
    rootCauses: summary.rootCauses.map((cause) => ({
      ...cause,
      reason: abbreviated(cause.reason),
      line: causeLine(report, cause),
      exchange: stoppingExchange(report, cause)?.id,
    })),
    verdicts: verdicts.map((verdict) => ({ verdict, count: summary.verdicts[verdict], sign: verdictSigns[verdict] })),
    areas: [...new Set(requirements.map(({ area }) => area))].sort(),
    levels: [...new Set(requirements.map(({ levelText }) => levelText))].sort(),
    capabilities: Object.entries(report.capabilities).map(([name, { supported, reason }]) => ({
      name,
      reason,
      ...(supported === null ? capabilityAnswers.unknown : capabilityAnswers[supported ? "yes" : "no"]),
    })),
    waterfall: waterfallOf(scenarios),
    configuration: JSON.stringify(report.configuration, null, 2),
  };
}

function leftoversOf({ baseline }: Report) {
  const because = (ids: readonly string[], why: string) => ids.map((requirement) => ({ requirement, why }));
  return [
    ...because(baseline?.stale ?? [], "The requirement is kept: its entry can go."),
    ...because(baseline?.expired ?? [], "The entry had expired when the run started."),
  ];
}

const capabilityAnswers = {
  yes: { answer: "offered", sign: verdictSigns.pass },
  no: { answer: "not offered", sign: verdictSigns.skip },
  unknown: { answer: "unknown", sign: verdictSigns.error },
};

function factsOf(report: Report) {
  const { target, spec, tool, startedAt, finishedAt, summary, results, imported } = report;
  return [
    { name: "Registry", value: target.url },
    ...(target.product ? [{ name: "Product", value: target.product }] : []),
    { name: "Judged by", value: specName(spec.distribution) },
    {
      name: "Tested",
      value: imported?.dated === false ? dayOf(report) : `${dayOf(report)} ${startedAt.slice(11, 19)} UTC`,
    },
    { name: "Took", value: duration(Date.parse(finishedAt) - Date.parse(startedAt)) },
    { name: "Requirements", value: String(results.length) },
    { name: "Requests", value: String(summary.requests) },
    { name: "Tool", value: `${tool.name} ${tool.version}` },
  ];
}

/** A scenario with what it sent, in the order of sending. */
export interface ScenarioView {
  title: string;
  /** On the page. */
  id: string;
  stoppedBy: Report["scenarios"][number]["stoppedBy"];
  exchanges: readonly Exchange[];
}

/** Every exchange in its scenario. */
export function scenariosOf(report: Report): ScenarioView[] {
  const stops = new Map(report.scenarios.map(({ title, stoppedBy }) => [title, stoppedBy]));
  const byScenario = new Map<string, Exchange[]>();
  for (const exchange of report.exchanges) {
    const group = byScenario.get(exchange.scenario);
    if (group) group.push(exchange);
    else byScenario.set(exchange.scenario, [exchange]);
  }
  return [...byScenario].map(([title, exchanges], index) => ({
    title,
    id: `scenario-${index + 1}`,
    stoppedBy: stops.get(title),
    exchanges,
  }));
}
