import { readFileSync } from "node:fs";
import { join } from "node:path";
import { paceOf } from "../reporters/pace.ts";
import type { Report } from "../schemas/report.ts";
import type { Running } from "../tests/fleet/launch.ts";
import {
  inFolder,
  type OfficialRun,
  officialEnvironment,
  officialResults,
  program,
} from "../tests/fleet/official/suite.ts";
import { measured } from "./measured.ts";
import { bin } from "./registries.ts";
import type { Measured } from "./results.ts";

/** A run of a suite: what it took, and what it says. */
export interface Held extends Measured {
  requests: number;
  verdicts: number;
  told: string;
  criticalPathRatio?: number | undefined;
  report?: Report;
  official?: OfficialRun;
}

/** Holds the official suite with its defaults under spec 1.1. @throws Error when it leaves no results */
export function holdOfficial(registry: Running): Promise<Held> {
  return inFolder(async (folder) => {
    const environment = officialEnvironment(registry, "1.1", folder);
    const { wallMs, cpuMs, peakMB } = await measured({ program, environment, folder });
    const official = officialResults(folder);
    const { requests, statuses } = official;
    return { wallMs, cpuMs, peakMB, requests, verdicts: statuses.length, told: countsOf(statuses), official };
  });
}

/** Holds ours with its defaults under spec 1.1, and these options. @throws Error when it leaves no report */
export function holdOurs({ url }: Running, options: readonly string[] = []): Promise<Held> {
  return inFolder(async (folder) => {
    const given = [bin, "run", url, "--spec", "1.1", "--quiet", "--out", folder, ...options];
    const { wallMs, cpuMs, peakMB } = await measured({ program: process.execPath, arguments: given, folder });
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
    const requests = report.summary.requests + (report.cleanup?.requests ?? 0);
    const verdicts = report.results.map(({ verdict }) => verdict);
    return {
      wallMs,
      cpuMs,
      peakMB,
      requests,
      verdicts: verdicts.length,
      told: countsOf(verdicts),
      criticalPathRatio: paceOf(report),
      report,
    };
  });
}

/** `312 pass, 4 skip`, the most first. */
function countsOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${count} ${word}`)
    .join(", ");
}
