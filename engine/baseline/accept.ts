import type { Report, Result, Verdict } from "../../schemas/report.ts";
import type { BaselineEntry } from "./file.ts";

/** Verdicts that a baseline may accept: those that can keep a run from passing. */
const acceptable: readonly Verdict[] = ["fail", "warn", "error", "blocked"];

/** Verdicts that an entry is not needed for. A requirement that was skipped, or not judged at all, may be broken still. */
const kept: readonly Verdict[] = ["pass", "info"];

/**
 * The report with what the entries accept marked as accepted, and with what they have no use for. Nothing else changes: no
 * verdict, no count, no status. An entry holds up to the end of its last day, seen from the start of the run. Pure.
 */
export function accept(report: Report, entries: readonly BaselineEntry[]): Report {
  const day = report.startedAt.slice(0, 10);
  const byRequirement = new Map(entries.map((entry) => [entry.requirement, entry]));
  const verdictOf = new Map(report.results.map(({ requirement, verdict }) => [requirement, verdict]));
  const expired = ({ until }: BaselineEntry) => until !== undefined && until < day;
  const judged = (wanted: readonly Verdict[]) =>
    entries.filter(({ requirement }) => wanted.includes(verdictOf.get(requirement) as Verdict));
  const ids = (found: readonly BaselineEntry[]) => found.map(({ requirement }) => requirement);
  return {
    ...report,
    results: report.results.map(({ accepted: _, ...result }): Result => {
      const entry = byRequirement.get(result.requirement);
      if (!entry || expired(entry) || !acceptable.includes(result.verdict)) return result;
      const { reason, until } = entry;
      return { ...result, accepted: { reason, ...(until === undefined ? {} : { until }) } };
    }),
    baseline: { stale: ids(judged(kept)), expired: ids(judged(acceptable).filter(expired)) },
  };
}
