import type { Report } from "../schemas/report.ts";
import { duration } from "./wording.ts";

/**
 * How many times as long as the longest chain of requests the run took: 1 is what no client could beat, as each request of
 * the chain needs the answer to the one before. Undefined where the report does not say.
 */
export function paceOf({ timing, startedAt, finishedAt }: Report): number | undefined {
  const least = timing ? timing.longestChain.requests * timing.roundTripMs : 0;
  return least > 0 ? (Date.parse(finishedAt) - Date.parse(startedAt)) / least : undefined;
}

/** "752 requests in 1.7 s, 1.5 times the longest chain of them (11, a round trip of 101 ms each)" */
export function paceLine(report: Report): string {
  const { summary, timing, startedAt, finishedAt } = report;
  const took = `${summary.requests} requests in ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}`;
  const pace = paceOf(report);
  if (pace === undefined || !timing) return took;
  const { longestChain, roundTripMs } = timing;
  const trips = `${longestChain.requests}, a round trip of ${roundTripMs < 10 ? `${roundTripMs.toFixed(1)} ms` : duration(roundTripMs)} each`;
  return `${took}, ${pace < 10 ? pace.toFixed(1) : Math.round(pace)} times the longest chain of them (${trips})`;
}
