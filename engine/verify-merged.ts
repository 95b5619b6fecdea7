import { isDeepStrictEqual } from "node:util";
import { judgementsOf } from "../schemas/judgements.ts";
import type { CapabilityReport, Judgement, Report, Result, ScenarioReport } from "../schemas/report.ts";
import { requirementOf } from "../specs/catalogue.ts";
import type { Capability } from "../specs/model.ts";
import { capabilityTests, pushedImage } from "../suites/index.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { type CapabilityFinding, findCapability } from "./capabilities.ts";
import { unprovenBy } from "./control.ts";
import { judge } from "./judge.ts";
import { titleOf } from "./merge/blocks.ts";
import { offers } from "./offers.ts";
import { planOf } from "./plan.ts";
import { Recording } from "./recording.ts";
import { summaryOf } from "./summary.ts";
import { alteredBodies, type Discrepancy, type Verification } from "./verify.ts";

/**
 * Judges a report again that was merged from shards. Which shard held a scenario is not in it: a verdict follows when its
 * own scenario gives it together with what some shard found out about the target. What looks at all exchanges of its shard
 * is not judged again (`apart`), nor is what a result says beside its verdict.
 */
export function verifyMerged(report: Report): Verification {
  const compared = judgementsOf(report).map((judgement) => compareMerged(judgement, report));
  return {
    verdicts: compared.reduce((total, { verdicts }) => total + verdicts, 0),
    apart: compared.reduce((total, { apart }) => total + apart, 0),
    exchanges: report.exchanges.length,
    discrepancies: [
      ...report.exchanges.flatMap(alteredBodies),
      ...compared.flatMap(({ discrepancies }) => discrepancies),
    ],
  };
}

function compareMerged(stated: Judgement, report: Report) {
  const { spec, results } = stated;
  const tests = new Map(planOf(spec, { large: true }).tests.map((test) => [test.requirement as string, test]));
  const whole = ({ requirement }: Result) => tests.get(requirement)?.scenario.seesAll === true;
  const again = results.filter((result) => !whole(result));
  const findings = new Map(Object.entries(stated.capabilities)) as ReadonlyMap<Capability, CapabilityReport>;
  const summary = summaryOf(results, report.exchanges.length, (category) => offers(category, findings));
  const sums: Discrepancy[] = isDeepStrictEqual(plain(stated.summary), plain(summary))
    ? []
    : [
        {
          spec,
          about: "summary",
          stated: JSON.stringify(stated.summary.verdicts),
          follows: `something else from the results: ${JSON.stringify(summary.verdicts)}`,
        },
      ];
  const verdicts = again.flatMap((result): Discrepancy[] => {
    const test = tests.get(result.requirement);
    const follows = test ? possibleVerdicts(test, result, stated, report) : [];
    if (follows.includes(result.verdict)) return [];
    const instead = test ? follows.join(" or ") : "nothing: this suite has no such requirement in this version";
    return [{ spec, about: result.requirement, stated: result.verdict, follows: instead }];
  });
  return { verdicts: again.length, apart: results.length - again.length, discrepancies: [...verdicts, ...sums] };
}

/** What the scenario that the result names comes to, with what each shard may have known of the target. */
function possibleVerdicts(test: Test, result: Result, { spec }: Judgement, report: Report): string[] {
  const end = report.scenarios.find(({ title }) => title === result.scenario);
  const own =
    end && titleOf(end.title) === test.scenario.title ? recordingOf(end, report) : absent(test.scenario, report);
  const proofs = recordingsOf(pushedImage, report).map(({ end, exchanges }) => unprovenBy(end, exchanges));
  const capabilities = requirementOf(test.requirement).needs.reduce<ReadonlyMap<Capability, CapabilityFinding>[]>(
    (maps, need) => {
      const scenario = capabilityTests[need]?.scenario ?? pushedImage;
      const found = recordingsOf(scenario, report).map((recording) => findCapability(need, recording, spec));
      return maps.flatMap((map) => found.map((finding) => new Map([...map, [need, finding]])));
    },
    [new Map()],
  );
  const verdicts = proofs.flatMap((unproven) =>
    capabilities.map((known) => judge(test, own, { spec, capabilities: known, unproven }).result.verdict),
  );
  return [...new Set(verdicts)];
}

/** As each shard held it. */
function recordingsOf(scenario: Scenario, report: Report): Recording[] {
  const held = report.scenarios.filter(({ title }) => titleOf(title) === scenario.title);
  return held.length > 0 ? held.map((end) => recordingOf(end, report)) : [absent(scenario, report)];
}

function recordingOf(end: ScenarioReport, { exchanges }: Report): Recording {
  return new Recording(
    end,
    exchanges.filter(({ scenario }) => scenario === end.title),
  );
}

function absent({ title }: Scenario, report: Report): Recording {
  return recordingOf({ title, facts: {}, durationMs: 0, brokenBy: "the report does not have it" }, report);
}

/** As it stands in a file. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
