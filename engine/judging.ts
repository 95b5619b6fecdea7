import type { Judgement, Result } from "../schemas/report.ts";
import { requirementOf } from "../specs/catalogue.ts";
import type { Capability, SpecVersion } from "../specs/model.ts";
import { capabilityTests, pushedImage } from "../suites/index.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { type CapabilityFinding, findCapability } from "./capabilities.ts";
import { type Unproven, unprovenBy } from "./control.ts";
import { type Circumstances, judge } from "./judge.ts";
import { offers } from "./offers.ts";
import { opinionOn, opinionOnCapability, opinionOnProof, unsteadyCapability, unsteadyResult } from "./opinions.ts";
import type { Plan } from "./plan.ts";
import type { Recording } from "./recording.ts";
import { steady } from "./steadiness.ts";
import { summaryOf } from "./summary.ts";

/** Where scenarios are recorded: a run that holds them when asked, or a report that has them. */
export interface Records {
  /** @param attempt 0, the default, for the first time that it was held; higher for further tries */
  record(scenario: Scenario, attempt?: number): Promise<Recording>;
  /** Requests sent so far, hops included. */
  readonly requests: number;
}

/**
 * The verdicts of one plan, under its version of the spec, over what is recorded. Lazy: a scenario is asked for when
 * the first requirement that reads it is to be decided.
 */
export class Judging {
  readonly plan: Plan;
  readonly #records: Records;
  #findings: Promise<ReadonlyMap<Capability, CapabilityFinding>> | undefined;
  #control: Promise<Unproven | undefined> | undefined;

  constructor(plan: Plan, records: Records) {
    this.plan = plan;
    this.#records = records;
  }

  /** Decides one requirement as soon as all it rests on has ended. */
  decide(test: Test): Promise<Result> {
    return resultOver(this.#records, test, async () => {
      const [unproven, capabilities] = await Promise.all([this.#proof(), this.#capabilities()]);
      return { spec: this.plan.spec, capabilities, unproven };
    });
  }

  /** Decides every requirement of the plan, concurrently. */
  async decideAll(onResult?: (result: Result) => void): Promise<Judgement> {
    for (const { scenario } of this.plan.tests) if (scenario.goesFirst) void this.#records.record(scenario);
    const decided = this.plan.tests.map(async (test) => {
      const result = await this.decide(test);
      onResult?.(result);
      return result;
    });
    return this.judgement(await Promise.all(decided));
  }

  /** What these results come to. */
  async judgement(results: Result[]): Promise<Judgement> {
    const capabilities = await this.#capabilities();
    return {
      spec: this.plan.spec,
      capabilities: Object.fromEntries(
        [...capabilities].map(([name, { supported, reason }]) => [name, { supported, reason }]),
      ),
      summary: summaryOf(results, this.#records.requests, (category) => offers(category, capabilities)),
      results,
    };
  }

  #proof(): Promise<Unproven | undefined> {
    this.#control ??= proofOver(this.#records);
    return this.#control;
  }

  #capabilities(): Promise<ReadonlyMap<Capability, CapabilityFinding>> {
    const find = async (capability: Capability) =>
      [capability, await findingOver(this.#records, capability, this.plan.spec)] as const;
    this.#findings ??= Promise.all(this.plan.capabilities.map(find)).then((found) => new Map(found));
    return this.#findings;
  }
}

/** What is recorded comes to for one requirement. */
export function resultOver(records: Records, test: Test, known: () => Promise<Circumstances>): Promise<Result> {
  const hold = async (attempt: number) => {
    const [recording, circumstances] = await Promise.all([records.record(test.scenario, attempt), known()]);
    const judged = judge(test, recording, circumstances);
    const lacks = requirementOf(test.requirement).needs.some(
      (need) => circumstances.capabilities.get(need)?.supported === false,
    );
    return opinionOn(judged, recording, test.scenario, lacks);
  };
  return steady(hold, unsteadyResult);
}

/** Undefined when the target gave back what was pushed to it. */
export function proofOver(records: Records): Promise<Unproven | undefined> {
  const hold = async (attempt: number) => {
    const recording = await records.record(pushedImage, attempt);
    return opinionOnProof(unprovenBy(recording.end, recording.exchanges), recording);
  };
  return steady(hold, (first, other) => (other ?? first).value);
}

/** Whether the target has a capability. */
export function findingOver(records: Records, capability: Capability, spec: SpecVersion): Promise<CapabilityFinding> {
  const scenario = capabilityTests[capability]?.scenario ?? pushedImage;
  const hold = async (attempt: number) => {
    const recording = await records.record(scenario, attempt);
    return opinionOnCapability(findCapability(capability, recording, spec), recording);
  };
  return steady(hold, unsteadyCapability);
}
