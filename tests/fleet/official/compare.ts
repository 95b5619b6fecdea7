import type { Report, Verdict } from "../../../schemas/report.ts";
import type { Capability } from "../../../specs/model.ts";
import { findingOf, type Mapping, type OfficialFinding, type Right } from "./mapping.ts";
import type { OfficialCase, OfficialRun } from "./suite.ts";

/** What both suites said of one registry, side by side. */
export interface Comparison {
  official: { requests: number; cases: number; names: number; statuses: number; failedCases: number };
  ours: { requests: number; verdicts: number; fails: number; warnings: number };
  /** Found by both. */
  both: { finding: string; cases: number; requirements: string[] }[];
  onlyOfficial: { finding: string; cases: number; right: Right; why: string }[];
  onlyOurs: { requirement: string; verdict: Verdict; why: string }[];
}

/** Verdicts that say of a registry that something is wrong with it. */
const bad: readonly Verdict[] = ["fail", "warn", "error"];

/** @throws Error for a finding of the official suite that the mapping neither gives to a requirement of ours nor explains */
export function compare(product: string, run: OfficialRun, report: Report, mapping: Mapping): Comparison {
  const verdictOf = new Map(report.results.map(({ requirement, verdict }) => [requirement, verdict]));
  const isBad = (requirement: string) => bad.includes(verdictOf.get(requirement) ?? "skip");
  const tested = {
    product,
    offers: (capability: Capability) => report.capabilities[capability]?.supported === true,
  };

  const failed = run.cases.filter(({ status }) => status === "failure" || status === "error");
  const cases = new Map<OfficialFinding, number>();
  for (const one of failed) {
    const finding = findingOf(one, tested, mapping);
    cases.set(finding, (cases.get(finding) ?? 0) + 1);
  }

  const comparison: Comparison = {
    official: {
      requests: run.requests,
      cases: run.cases.length,
      names: new Set(run.cases.map(({ name }) => name)).size,
      statuses: run.statuses.length,
      failedCases: failed.length,
    },
    ours: {
      requests: report.summary.requests,
      verdicts: report.results.length,
      fails: report.summary.verdicts.fail,
      warnings: report.summary.verdicts.warn,
    },
    both: [],
    onlyOfficial: [],
    onlyOurs: [],
  };
  // In the order of the mapping, whatever order the cases came in.
  for (const found of mapping.findings.filter((finding) => cases.has(finding))) {
    const { finding, right, why } = found;
    const count = cases.get(found) ?? 0;
    const same = found.requirements.filter(isBad);
    if (same.length > 0) comparison.both.push({ finding, cases: count, requirements: same });
    else if (right && why) comparison.onlyOfficial.push({ finding, cases: count, right, why });
    else
      throw new Error(`the official suite finds "${finding}" and we do not: explain it in mapping.yaml, or judge it`);
  }
  const found = new Set(comparison.both.flatMap(({ requirements }) => requirements));
  for (const { requirement, verdict } of report.results)
    if (isBad(requirement) && !found.has(requirement))
      comparison.onlyOurs.push({ requirement, verdict, why: whyOnlyOurs(requirement, run.cases, mapping) });
  return comparison;
}

/** What became of its tests of the same; said once for all where the mapping knows more. */
function whyOnlyOurs(requirement: string, cases: OfficialCase[], { findings, onlyOurs }: Mapping): string {
  const said = onlyOurs.find((entry) => entry.requirement.test(requirement));
  if (said) return said.why;
  const related = findings.filter(({ requirements }) => requirements.includes(requirement));
  if (related.length === 0) return "no test of it";
  const ran = cases.filter(({ name }) => related.some(({ test }) => test.test(name)));
  if (ran.some(({ status }) => status === "passed")) return "its tests of the same passed";
  return ran.length > 0
    ? "its tests of the same stopped at something else"
    : "its tests of the same did not come about: a step before them failed";
}
