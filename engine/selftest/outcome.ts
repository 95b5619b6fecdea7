import { isDeepStrictEqual } from "node:util";
import type { Fault } from "../../registry/fault.ts";
import type { Settings } from "../../registry/settings.ts";
import { reportsByVersion } from "../../schemas/judgements.ts";
import type { Judgement, Result } from "../../schemas/report.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { selftestSize } from "../../suites/large/size.ts";
import { configurationOf } from "../configuration.ts";
import { exitCodeOf } from "../exit.ts";
import { Judging } from "../judging.ts";
import type { Plan } from "../plan.ts";
import { Recorded } from "../recorded.ts";
import { Run } from "../run.ts";
import { openTarget } from "../target.ts";
import { PartlyAnew } from "./partly-anew.ts";
import { Soundings, withFollowers } from "./reach.ts";

/** One run against a reference registry. */
export interface Outcome {
  recorded: Recorded;
  /** Filled where the registry is sound. */
  soundings: Soundings;
  /** What it comes to, by spec version. */
  verdicts: ReadonlyMap<SpecVersion, Verdicts>;
}

interface Verdicts {
  results: ReadonlyMap<string, Result>;
  capabilities: Judgement["capabilities"];
  exitCode: number;
}

export interface OutcomeOptions {
  settings: Partial<Settings> | undefined;
  fault?: Fault;
  /** A run against the sound registry, from which to take what the fault cannot reach; undefined for nothing. */
  before?: Outcome | undefined;
}

/** Holds the conversation, or the part of it that the fault can reach, and judges all of it. */
export async function outcomeOf(plans: readonly Plan[], options: OutcomeOptions): Promise<Outcome> {
  const { settings = {}, fault, before } = options;
  const soundings = new Soundings();
  const onAsked = fault ? undefined : soundings.onAsked;
  const target = await openTarget(configuration, { faults: fault ? [fault] : [], settings, onAsked });
  try {
    const run = new Run({ ...target, place: { ...target.place, large: selftestSize } });
    const reach = before && fault && (await reachOf(fault, before, plans, run));
    const partly = before && reach && new PartlyAnew(run, before.recorded, reach);
    const judgements = plans.map((plan) =>
      partly ? judgedAnew(plan, partly, before, reach) : new Judging(plan, run).decideAll(),
    );
    const report = run.report(await Promise.all(judgements));
    const verdicts = reportsByVersion(report).map((each) => {
      const results = new Map(each.results.map((result) => [result.requirement, result]));
      const exitCode = exitCodeOf(each, { strict: true });
      return [each.spec.distribution, { results, capabilities: each.capabilities, exitCode }] as const;
    });
    return { recorded: new Recorded(report), soundings, verdicts: new Map(verdicts) };
  } finally {
    await target.close();
  }
}

/** A short time-out: whoever does not answer on loopback within seconds, however busy this process is, never will. */
const configuration = configurationOf({ timeout: 10 }, {});

/**
 * Titles of the scenarios that a fault can make go another way than before; undefined for all. To the others the
 * registry is a sound one: no two scenarios share content or tags. Who comes after a scenario that was reached is reached,
 * too, but when the fault only reads, and that scenario went to its end: it handed on what it would have anyway.
 */
async function reachOf(
  fault: Fault,
  { soundings, recorded }: Outcome,
  plans: readonly Plan[],
  run: Run,
): Promise<ReadonlySet<string> | undefined> {
  const { exchanges, scenarios } = recorded.report;
  const met = soundings.metBy(fault, exchanges);
  if (!met) return undefined;
  const withAll = withFollowers(met, scenarios);
  if (!soundings.onlyReads(fault)) return withAll;
  const leading = new Set(scenarios.flatMap(({ after = [] }) => after).filter((title) => met.has(title)));
  const all = new Set(plans.flatMap(({ tests }) => tests.map(({ scenario }) => scenario)));
  const leaders = [...all].filter(({ title }) => leading.has(title));
  const ends = await Promise.all(leaders.map(async (scenario) => (await run.record(scenario)).end));
  const wentOn = ends.every(({ stoppedBy, withheld, brokenBy }) => !(stoppedBy ?? withheld ?? brokenBy));
  return wentOn && leaders.length === leading.size ? met : withAll;
}

/**
 * Judges anew what rests on a scenario that was held anew; and all, when it is not known any more what the target can
 * do, or that it gives back what is pushed to it.
 */
async function judgedAnew(
  plan: Plan,
  records: PartlyAnew,
  { verdicts }: Outcome,
  reach: ReadonlySet<string>,
): Promise<Judgement> {
  const before = verdicts.get(plan.spec) as Verdicts;
  const judging = new Judging(plan, records);
  const isAnew = ({ scenario }: Plan["tests"][number]) => scenario.seesAll || reach.has(scenario.title);
  const anew = await Promise.all(plan.tests.filter(isAnew).map((test) => judging.decide(test)));
  const byId = new Map(anew.map((result) => [result.requirement, result]));
  const judgement = await judging.judgement(
    plan.tests.map(({ requirement }) => (byId.get(requirement) ?? before.results.get(requirement)) as Result),
  );
  const isProven = anew.some(({ verdict }) => verdict === "pass" || verdict === "info");
  return isProven && isDeepStrictEqual(judgement.capabilities, before.capabilities) ? judgement : judging.decideAll();
}
