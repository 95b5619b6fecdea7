import type { Fault } from "../registry/fault.ts";
import { faults as allFaults } from "../registry/faults/index.ts";
import type { Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { configurationOf } from "./configuration.ts";
import { type Plan, planOf } from "./plan.ts";
import { runTarget } from "./run.ts";
import { openTarget } from "./target.ts";

/** What one fault did to the verdicts, compared with a registry that has the same settings and no fault. */
export interface FaultFinding {
  fault: Fault;
  /** Requirements that it names and that no longer hold. */
  caught: string[];
  /** Requirements that it names and that still hold: the suite is blind to it, or the fault does nothing. */
  missed: string[];
  /** Requirements that it does not name and that no longer hold. */
  disturbed: { requirement: string; verdict: string; message: string }[];
  /** Requirements that could not be decided any more, or no longer apply. */
  blocked: string[];
}

export interface SelftestFinding {
  spec: SpecVersion;
  faults: FaultFinding[];
  /** Testable requirements in this version that no fault makes fail. */
  unproven: string[];
  /** Verdicts of a registry without fault that are neither pass, info nor skip. */
  unsound: { settings: string; requirement: string; verdict: string; message: string }[];
  /** Requirements that were to be proven: all testable ones, or those that the chosen faults name. */
  requirements: number;
}

/**
 * Runs the suite against a fleet of reference registries, one per fault, in one process, and compares each with the
 * sound registry of the same settings.
 */
export async function selftest(
  spec: SpecVersion,
  { faults = allFaults, atOnce = 4, onFinding }: SelftestOptions = {},
): Promise<SelftestFinding> {
  const plan = planOf(spec, {});
  const planned = new Set<string>(plan.tests.map(({ requirement }) => requirement));
  const applicable = faults.filter(({ breaks }) => breaks.some((id) => planned.has(id)));
  const baselines = new Map<string, Promise<ReadonlyMap<string, Result>>>();
  const baselineOf = (fault: Fault) => {
    const key = settingsKey(fault);
    const known = baselines.get(key) ?? resultsOf(plan, [], fault.settings ?? {});
    baselines.set(key, known);
    return known;
  };

  const findings = await inTurns(applicable, atOnce, async (fault) => {
    const baseline = await baselineOf(fault);
    const finding = compare(fault, baseline, await resultsOf(plan, [fault], fault.settings ?? {}));
    onFinding?.(finding);
    return finding;
  });

  const named = new Set<string>(faults.flatMap(({ breaks }) => breaks));
  const toProve = faults === allFaults ? planned : new Set([...planned].filter((id) => named.has(id)));
  const killed = new Set(findings.flatMap(({ caught }) => caught));
  const unsound: SelftestFinding["unsound"] = [];
  for (const [settings, baseline] of baselines)
    for (const { requirement, verdict, message = "" } of (await baseline).values())
      if (!sound(verdict)) unsound.push({ settings, requirement, verdict, message });
  return {
    spec,
    faults: findings,
    unproven: [...toProve].filter((id) => !killed.has(id)),
    unsound,
    requirements: toProve.size,
  };
}

export interface SelftestOptions {
  faults?: readonly Fault[];
  /** Targets under test at the same time. */
  atOnce?: number;
  onFinding?: (finding: FaultFinding) => void;
}

/** Whether the suite proved itself: every fault caught at all it names, nothing else disturbed, no requirement unproven. */
export function proves({ faults, unproven, unsound }: SelftestFinding): boolean {
  return (
    unproven.length === 0 &&
    unsound.length === 0 &&
    faults.every(({ missed, disturbed }) => missed.length === 0 && disturbed.length === 0)
  );
}

async function resultsOf(
  plan: Plan,
  faults: Fault[],
  settings: Fault["settings"] & object,
): Promise<ReadonlyMap<string, Result>> {
  const target = await openTarget(configuration, { faults, settings });
  try {
    const report = await runTarget(plan, target);
    return new Map(report.results.map((result) => [result.requirement, result]));
  } finally {
    await target.close();
  }
}

/** A short time-out: whoever does not answer on loopback within seconds, however busy this process is, never will. */
const configuration = configurationOf({ timeout: 10 }, {});

function compare(
  fault: Fault,
  baseline: ReadonlyMap<string, Result>,
  results: ReadonlyMap<string, Result>,
): FaultFinding {
  const finding: FaultFinding = { fault, caught: [], missed: [], disturbed: [], blocked: [] };
  const named = new Set<string>(fault.breaks);
  for (const [id, result] of results) {
    const before = baseline.get(id) as Result;
    const broken = breaks(result, before);
    if (named.has(id)) (broken ? finding.caught : finding.missed).push(id);
    else if (broken || (result.verdict === "error" && before.verdict !== "error"))
      finding.disturbed.push({ requirement: id, verdict: result.verdict, message: result.message ?? "" });
    else if (result.verdict !== before.verdict) finding.blocked.push(id);
  }
  return finding;
}

/** It holds no longer: a fail or warn, or an option that was supported and now is not. */
function breaks(result: Result, before: Result): boolean {
  if (result.verdict === "fail" || result.verdict === "warn") return true;
  return result.verdict === "info" && before.supported === true && result.supported === false;
}

function sound(verdict: Result["verdict"]): boolean {
  return verdict === "pass" || verdict === "info" || verdict === "skip";
}

function settingsKey({ settings = {} }: Fault): string {
  return JSON.stringify(Object.fromEntries(Object.entries(settings).sort()));
}

async function inTurns<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
