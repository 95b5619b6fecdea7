import { judgementsOf } from "../schemas/judgements.ts";
import type { Judgement, Report } from "../schemas/report.ts";
import { UsageError } from "./errors.ts";
import { mergeConversations } from "./merge/conversations.ts";
import { mergeJudgements } from "./merge/judgements.ts";

/** A report, and how to call it in an error. */
export interface NamedReport {
  name: string;
  report: Report;
}

/**
 * Joins the reports of a run that was held in shards. Neither the order nor the grouping matters: merging merged reports
 * gives what merging all of them at once gives. Of a requirement that several shards judged, the worst verdict counts. A
 * scenario that several shards held is there once for each, numbered. A shard that is given twice counts once.
 * @throws UsageError when the reports are imported, or not about one target, spec versions and version of the suite
 */
export function mergeReports(shards: readonly NamedReport[]): Report {
  const [first, ...others] = shards;
  if (!first) throw new UsageError("name the reports to merge");
  const imported = shards.find(({ report }) => report.imported);
  if (imported) throw new UsageError(`${imported.name} was imported: it is no shard of a run`);
  for (const other of others) mustMatch(first, other);
  const reports = shards.map(({ report }) => report);
  const { exchanges, scenarios, shown } = mergeConversations(reports);
  const judgements = reports.map((report, shard) => shown(report, shard));
  const [merged, ...alsoJudged] = (judgements[0] ?? []).map(({ spec }) =>
    mergeJudgements(
      spec,
      judgements.flatMap((found) => found.filter((judgement) => judgement.spec === spec)),
      exchanges.length,
    ),
  );
  const { capabilities, summary, results } = merged as Judgement;
  return {
    schemaVersion: 1,
    tool: first.report.tool,
    spec: first.report.spec,
    target: first.report.target,
    startedAt: earliest(reports.map(({ startedAt }) => startedAt)),
    finishedAt: latest(reports.map(({ finishedAt }) => finishedAt)),
    interrupted: reports.some(({ interrupted }) => interrupted),
    configuration: configurationOf(reports),
    capabilities,
    summary,
    results,
    ...(alsoJudged.length > 0 ? { alsoJudged } : {}),
    scenarios,
    exchanges,
    ...cleanupOf(reports),
    ...baselineOf(reports),
  };
}

/** Whether the report was made by `mergeReports`. */
export function isMerged({ configuration }: Report): boolean {
  return Array.isArray(configuration.shards);
}

function mustMatch(first: NamedReport, other: NamedReport): void {
  const facts = ({ report }: NamedReport) => ({
    target: report.target.url,
    product: report.target.product ?? "none",
    spec: judgementsOf(report)
      .map(({ spec }) => spec)
      .join(", "),
    suite: report.tool.version,
  });
  const [a, b] = [facts(first), facts(other)];
  for (const name of Object.keys(a) as (keyof typeof a)[])
    if (a[name] !== b[name])
      throw new UsageError(
        `${first.name} and ${other.name} are no shards of one run: ${name} ${a[name]} here, ${b[name]} there`,
      );
}

/** What all shards have in common, and what each had. */
function configurationOf(reports: readonly Report[]): Record<string, unknown> {
  const all = reports.flatMap(({ configuration }) =>
    Array.isArray(configuration.shards) ? (configuration.shards as Record<string, unknown>[]) : [configuration],
  );
  const common = Object.entries(all[0] ?? {}).filter(([name, value]) =>
    all.every((shard) => JSON.stringify(shard[name]) === JSON.stringify(value)),
  );
  return {
    ...Object.fromEntries(common.sort(([a], [b]) => (a < b ? -1 : 1))),
    shards: distinct(all),
  };
}

function cleanupOf(reports: readonly Report[]): Pick<Report, "cleanup"> {
  const all = reports.flatMap(({ startedAt, finishedAt, cleanup }) =>
    cleanup ? { startedAt, finishedAt, cleanup } : [],
  );
  if (all.length === 0) return {};
  const parts = all.flatMap(
    ({ startedAt, finishedAt, cleanup: { removed, requests, shards } }) =>
      shards ?? { startedAt, finishedAt, removed, requests },
  );
  const shards = distinct(parts);
  return {
    cleanup: {
      removed: shards.reduce((sum, { removed }) => sum + removed, 0),
      left: distinct(all.flatMap(({ cleanup }) => cleanup.left)),
      requests: shards.reduce((sum, { requests }) => sum + requests, 0),
      shards,
    },
  };
}

/** Each once, and in an order of their own. */
function distinct<T>(things: readonly T[]): T[] {
  const byText = new Map(things.map((thing) => [JSON.stringify(thing), thing]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
}

function baselineOf(reports: readonly Report[]): Pick<Report, "baseline"> {
  const all = reports.flatMap(({ baseline }) => baseline ?? []);
  if (all.length === 0) return {};
  const union = (lists: string[][]) => [...new Set(lists.flat())].sort();
  return {
    baseline: { stale: union(all.map(({ stale }) => stale)), expired: union(all.map(({ expired }) => expired)) },
  };
}

function earliest(dates: readonly string[]): string {
  return dates.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b));
}

function latest(dates: readonly string[]): string {
  return dates.reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b));
}
