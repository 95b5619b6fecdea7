import {
  type CapabilityReport,
  type CategoryStatus,
  type Judgement,
  type Result,
  type Summary,
  type Verdict,
  verdicts,
} from "../schemas/report.ts";
import { type Capability, type Category, categories } from "../specs/model.ts";
import { offers } from "./offers.ts";

/** Counts, category statuses and the conclusion. Pure. `offers` says whether the target has anything of a category at all. */
export function summaryOf(
  results: readonly Result[],
  requests: number,
  offers: (category: Category) => boolean = () => true,
): Summary {
  const perCategory = categories
    .map((id) => ({ id, results: results.filter(({ category }) => category === id) }))
    .filter((category) => category.results.length > 0)
    .map(({ id, results }) => ({
      id,
      status: statusOf(results, offers(id)),
      verdicts: count(results),
    }));
  const statuses = perCategory.map(({ status }) => status);
  return {
    verdicts: count(results),
    categories: perCategory,
    conformant:
      statuses.includes("conformant") &&
      statuses.every((status) => status === "conformant" || status === "not claimed"),
    rootCauses: rootCausesOf(results),
    requests,
  };
}

/** The one that goes with what else a report has on one version of the spec. */
export function summaryOfJudgement(
  { results, capabilities }: Pick<Judgement, "results" | "capabilities">,
  requests: number,
): Summary {
  const findings = new Map(Object.entries(capabilities)) as ReadonlyMap<Capability, CapabilityReport>;
  return summaryOf(results, requests, (category) => offers(category, findings));
}

/**
 * Conformant when every MUST that applies passed, and at least one requirement did; a category whose every test was
 * skipped is never conformant.
 */
export function statusOf(results: readonly Result[], offered: boolean): CategoryStatus {
  if (results.some(({ verdict }) => verdict === "fail")) return "non-conformant";
  if (!offered) return "not claimed";
  const undecided = results.some(
    ({ level, verdict }) =>
      (level === "MUST" || level === "MUST_NOT") && (verdict === "blocked" || verdict === "error"),
  );
  if (undecided || !results.some(({ verdict }) => verdict === "pass")) return "inconclusive";
  return "conformant";
}

function count(results: readonly Result[]): Record<Verdict, number> {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of results) counts[verdict]++;
  return counts;
}

function rootCausesOf(results: readonly Result[]): Summary["rootCauses"] {
  const causes = new Map<string, Summary["rootCauses"][number]>();
  for (const { blockedBy } of results) {
    if (!blockedBy) continue;
    const key = `${blockedBy.scenario}\n${blockedBy.step}`;
    const cause = causes.get(key) ?? { ...blockedBy, blocked: 0 };
    cause.blocked++;
    causes.set(key, cause);
  }
  return [...causes.values()].sort((a, b) => b.blocked - a.blocked);
}
