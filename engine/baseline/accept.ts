import { judgementsOf } from "../../schemas/judgements.ts";
import type { Report, Result, Verdict } from "../../schemas/report.ts";
import type { BaselineEntry } from "./file.ts";

/** Verdicts that a baseline may accept: those that can keep a run from passing. */
const acceptable: readonly Verdict[] = ["fail", "warn", "error", "blocked"];

/** Verdicts that an entry is not needed for. A requirement that was skipped, or not judged at all, may be broken still. */
const kept: readonly Verdict[] = ["pass", "info"];

/**
 * The report with what the entries accept marked as accepted, under every version that it judges, and with what they have
 * no use for. Nothing else changes: no verdict, no count, no status. An entry holds up to the end of its last day, seen from
 * the start of the run. Pure.
 */
export function accept(report: Report, entries: readonly BaselineEntry[]): Report {
  const day = report.startedAt.slice(0, 10);
  const expired = ({ until }: BaselineEntry) => until !== undefined && until < day;
  const holding = new Map(entries.filter((entry) => !expired(entry)).map((entry) => [entry.requirement, entry]));
  const mark = (results: readonly Result[]) => results.map((result) => marked(result, holding.get(result.requirement)));

  const all = judgementsOf(report).flatMap(({ results }) => results);
  const among = (wanted: readonly Verdict[]) =>
    new Set(all.filter(({ verdict }) => wanted.includes(verdict)).map(({ requirement }) => requirement));
  const [broken, sound] = [among(acceptable), among(kept)];
  const ids = (wanted: (entry: BaselineEntry) => boolean) =>
    entries.filter(wanted).map(({ requirement }) => requirement);
  return {
    ...report,
    results: mark(report.results),
    ...(report.alsoJudged
      ? { alsoJudged: report.alsoJudged.map((judged) => ({ ...judged, results: mark(judged.results) })) }
      : {}),
    baseline: {
      stale: ids(({ requirement }) => sound.has(requirement) && !broken.has(requirement)),
      expired: ids((entry) => broken.has(entry.requirement) && expired(entry)),
    },
  };
}

function marked({ accepted: _, ...result }: Result, entry: BaselineEntry | undefined): Result {
  if (!entry || !acceptable.includes(result.verdict)) return result;
  const { reason, until } = entry;
  return { ...result, accepted: { reason, ...(until === undefined ? {} : { until }) } };
}
