import type { Exchange } from "../../client/exchange.ts";
import type { Judgement, Report } from "../../schemas/report.ts";
import { UsageError } from "../errors.ts";
import { Judging } from "../judging.ts";
import { planOver } from "../plan.ts";
import { beforeTheRun } from "../preflight.ts";
import { Recorded } from "../recorded.ts";
import { problemOf } from "../report-file.ts";
import type { Journaled } from "./lines.ts";
import { leftovers, readJournal } from "./read.ts";

/**
 * The report of a run that was killed, from its journal: every verdict that had fallen, as it fell; those that follow from the
 * scenarios that had ended; and of the others that they were not decided. What was recorded of a scenario that had not ended
 * is left out: a verdict on half of it might be a false one.
 * @throws UsageError when the file is no journal, or was damaged
 */
export async function reportFromJournal(file: string): Promise<Report> {
  const journaled = readJournal(file);
  if (journaled.heading.plans.length === 0)
    throw new UsageError(`${file} is the journal of a run that had nothing to decide`);
  const report = await reportOf(journaled).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be judged: ${(error as Error).message}`);
  });
  const problem = problemOf(report);
  if (problem) throw new UsageError(`${file} makes no report: ${problem}`);
  return report;
}

async function reportOf(journaled: Journaled): Promise<Report> {
  const { heading, scenarios, ended } = journaled;
  const { tool, target, startedAt, configuration } = heading;
  const exchanges = exchangesOf(journaled);
  const records = new Recorded({ exchanges, scenarios }, "the run was killed before it ended");
  const [{ spec, ...judged }, ...alsoJudged] = (await judgementsFrom(journaled, records)) as [
    Judgement,
    ...Judgement[],
  ];
  return {
    schemaVersion: 1,
    tool,
    spec: { distribution: spec },
    target,
    startedAt,
    finishedAt: ended?.finishedAt ?? lastMoment(journaled),
    interrupted: ended?.interrupted ?? true,
    configuration,
    ...judged,
    ...(alsoJudged.length > 0 ? { alsoJudged } : {}),
    ...cleanupOf(journaled),
    scenarios: [...scenarios, ...records.absent],
    exchanges,
  };
}

function judgementsFrom({ heading, results }: Journaled, records: Recorded): Promise<Judgement[]> {
  return Promise.all(
    heading.plans.map(async (named) => {
      const judging = new Judging(planOver(named.spec, named.requirements, named.capabilities), records);
      const fallen = new Map(
        results.flatMap(({ spec, result }) => (spec === named.spec ? [[result.requirement, result]] : [])),
      );
      const decided = judging.plan.tests.map((test) => fallen.get(test.requirement) ?? judging.decide(test));
      return judging.judgement(await Promise.all(decided));
    }),
  );
}

function exchangesOf({ exchanges, scenarios }: Journaled): Exchange[] {
  const titles = new Set([beforeTheRun, ...scenarios.map(({ title }) => title)]);
  return exchanges.filter(({ scenario }) => titles.has(scenario));
}

function lastMoment({ heading, exchanges }: Journaled): string {
  const ends = exchanges.map(({ startedAt, timings }) => Date.parse(startedAt) + (timings.totalMs ?? 0));
  return new Date(ends.reduce((last, end) => Math.max(last, end), Date.parse(heading.startedAt))).toISOString();
}

function cleanupOf(journaled: Journaled): Pick<Report, "cleanup"> {
  if (journaled.ended) return journaled.ended.cleanup ? { cleanup: journaled.ended.cleanup } : {};
  const reason = "the run was killed before it cleaned up: the command `clean` does";
  const left = leftovers(journaled).map(({ kind, repository, reference }) => ({ kind, repository, reference, reason }));
  return left.length > 0 ? { cleanup: { removed: 0, left, requests: 0 } } : {};
}
