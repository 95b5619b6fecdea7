import { availableParallelism } from "node:os";
import type { Fault } from "../../registry/fault.ts";
import { faults as allFaults } from "../../registry/faults/index.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { planOf } from "../plan.ts";
import { type Examination, examine, type FaultFinding, type Unsound } from "./examine.ts";
import { examineInThread, shares } from "./threads.ts";

/** What the self-test found out about the suite under one spec version. */
export interface SelftestFinding {
  spec: SpecVersion;
  /** In the order of the faults, those that break nothing in this version left out. */
  faults: FaultFinding[];
  /** Testable requirements in this version that no fault makes fail. */
  unproven: string[];
  unsound: Unsound[];
  /** Requirements that were to be proven: all testable ones, or those that the chosen faults name. */
  requirements: number;
}

export interface SelftestOptions {
  faults?: readonly Fault[];
  /** Threads to run in; what is too little for several runs in this one. */
  threads?: number;
  /** Holds every scenario with every fault, those too that it cannot reach; false by default. */
  whole?: boolean;
}

/** Targets under test at the same time in one thread, so that one that keeps silent holds up nobody. */
const atOnce = 4;

/** Fewer faults than this are sooner done here than shared out. */
const worthAThread = 20;

/**
 * Runs the suite against a fleet of reference registries, one per fault, and compares each with the sound registry of
 * the same settings; one conversation is judged under every version. Returns one finding a version.
 */
export async function selftest(
  specs: readonly SpecVersion[],
  { faults = allFaults, threads = availableParallelism(), whole = false }: SelftestOptions = {},
): Promise<SelftestFinding[]> {
  const options = { atOnce, whole };
  const examination =
    threads < 2 || faults.length < worthAThread
      ? await examine(specs, faults, options)
      : joined(await Promise.all(shares(faults, threads).map((share) => examineInThread(specs, share, options))));
  return specs.map((spec) => findingOf(spec, faults, examination));
}

/** Whether the suite proved itself: every fault holds, no requirement is unproven. */
export function proves({ faults, unproven, unsound }: SelftestFinding): boolean {
  return unproven.length === 0 && unsound.length === 0 && faults.every(holds);
}

/** It is caught at all it names, disturbs nothing else, and fails a strict run. */
export function holds({ missed, disturbed, noticed }: FaultFinding): boolean {
  return missed.length === 0 && disturbed.length === 0 && noticed;
}

function findingOf(spec: SpecVersion, faults: readonly Fault[], examination: Examination): SelftestFinding {
  const planned = planOf(spec, { large: true }).tests.map(({ requirement }) => requirement as string);
  const named = new Set<string>(faults.flatMap(({ breaks }) => breaks));
  const toProve = faults === allFaults ? planned : planned.filter((id) => named.has(id));
  const ofSpec = new Map(
    examination.findings.filter((finding) => finding.spec === spec).map((finding) => [finding.fault, finding]),
  );
  const killed = new Set([...ofSpec.values()].flatMap(({ caught }) => caught));
  return {
    spec,
    faults: faults.flatMap(({ id }) => ofSpec.get(id) ?? []),
    unproven: toProve.filter((id) => !killed.has(id)),
    unsound: examination.unsound.filter((each) => each.spec === spec),
    requirements: toProve.length,
  };
}

/** Two threads may have had the same sound registry, and found the same wrong with it. */
function joined(examinations: readonly Examination[]): Examination {
  const unsound = new Map(
    examinations
      .flatMap((each) => each.unsound)
      .map((each) => [`${each.spec} ${each.settings} ${each.requirement}`, each]),
  );
  return { findings: examinations.flatMap(({ findings }) => findings), unsound: [...unsound.values()] };
}
