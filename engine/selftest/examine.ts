import type { Fault } from "../../registry/fault.ts";
import type { Settings } from "../../registry/settings.ts";
import type { Result } from "../../schemas/report.ts";
import { requirementOf } from "../../specs/catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { exitCodes } from "../exit.ts";
import { type Plan, planOf } from "../plan.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** What one fault did to the verdicts of one spec version, compared with a registry of the same settings without it. */
export interface FaultFinding {
  /** Id of the fault. */
  fault: string;
  spec: SpecVersion;
  /** Requirements that it names and that no longer hold. */
  caught: string[];
  /** Requirements that it names and that still hold: the suite is blind to it, or the fault does nothing. */
  missed: string[];
  /** Requirements that it does not name and that no longer hold. */
  disturbed: { requirement: string; verdict: string; message: string }[];
  /** Requirements that could not be decided any more, or no longer apply. */
  blocked: string[];
  /** Whether a strict run ends with 1, under this version or another one that was judged. */
  noticed: boolean;
}

/** A verdict of a registry without fault that is neither pass, info nor skip. */
export interface Unsound {
  spec: SpecVersion;
  settings: string;
  requirement: string;
  verdict: string;
  message: string;
}

/** What came of some faults. Plain data. */
export interface Examination {
  findings: FaultFinding[];
  unsound: Unsound[];
}

/** How the faults are examined. */
export interface ExamineOptions {
  /** Registries under test at the same time. */
  atOnce: number;
  /** Holds every scenario with every fault, those too that it cannot reach. */
  whole: boolean;
}

/**
 * Runs the suite against one reference registry a fault, some of them side by side, and compares each with the
 * sound registry of the same settings, under every version in which the fault breaks something. A scenario that the
 * fault cannot reach is not held again: it goes as it went with the sound registry.
 */
export async function examine(
  specs: readonly SpecVersion[],
  faults: readonly Fault[],
  { atOnce, whole }: ExamineOptions,
): Promise<Examination> {
  const usual = specs.map((spec) => planOf(spec, {}));
  const withLarge = specs.map((spec) => planOf(spec, { large: true }));
  const baselines = new Map<string, Promise<Outcome>>();
  const baselineOf = ({ settings = {} }: Fault, plans: readonly Plan[]) => {
    const key = settingsKey(settings) + (plans === usual ? "" : " with large content");
    const baseline = baselines.get(key) ?? outcomeOf(plans, { settings });
    baselines.set(key, baseline);
    return baseline;
  };
  const found = await inTurns(faults, atOnce, async (fault) => {
    const plans = isLarge(fault) ? withLarge : usual;
    const concerned = plans.filter(({ tests }) => tests.some(({ requirement }) => fault.breaks.includes(requirement)));
    if (concerned.length === 0) return [];
    const before = await baselineOf(fault, plans);
    const after = await outcomeOf(concerned, { settings: fault.settings, fault, before: whole ? undefined : before });
    const noticed = [...after.verdicts.values()].some(({ exitCode }) => exitCode === exitCodes.nonConformant);
    return concerned.map(({ spec }) => ({ ...compare(fault, spec, before, after), noticed }));
  });
  const unsound: Unsound[] = [];
  for (const [settings, baseline] of baselines)
    for (const [spec, { results }] of (await baseline).verdicts)
      for (const { requirement, verdict, message = "" } of results.values())
        if (!sound(verdict)) unsound.push({ spec, settings, requirement, verdict, message });
  return { findings: found.flat(), unsound };
}

/** Whether only very large content shows it: that is pushed for no other. */
function isLarge({ breaks }: Fault): boolean {
  return breaks.some((id) => requirementOf(id).large);
}

/** The legal switches that a fault needs, in one text for the same ones. */
export function settingsKey(settings: Partial<Settings> = {}): string {
  return JSON.stringify(Object.fromEntries(Object.entries(settings).sort()));
}

function compare({ id: fault, breaks }: Fault, spec: SpecVersion, before: Outcome, after: Outcome) {
  const finding: Omit<FaultFinding, "noticed"> = { fault, spec, caught: [], missed: [], disturbed: [], blocked: [] };
  const named = new Set<string>(breaks);
  for (const [id, result] of after.verdicts.get(spec)?.results ?? []) {
    const sound = before.verdicts.get(spec)?.results.get(id) as Result;
    const broken = holdsNoLonger(result, sound);
    if (named.has(id)) (broken ? finding.caught : finding.missed).push(id);
    else if (broken || (result.verdict === "error" && sound.verdict !== "error"))
      finding.disturbed.push({ requirement: id, verdict: result.verdict, message: result.message ?? "" });
    else if (result.verdict !== sound.verdict) finding.blocked.push(id);
  }
  return finding;
}

/** A fail or warn, or an option that was supported and now is not. */
function holdsNoLonger(result: Result, before: Result): boolean {
  if (result.verdict === "fail" || result.verdict === "warn") return true;
  return result.verdict === "info" && before.supported === true && result.supported === false;
}

function sound(verdict: Result["verdict"]): boolean {
  return verdict === "pass" || verdict === "info" || verdict === "skip";
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
