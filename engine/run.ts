import type { Client } from "../client/client.ts";
import type { Report, Result, ScenarioReport } from "../schemas/report.ts";
import type { Capability } from "../specs/model.ts";
import { capabilityTests, pushedImage } from "../suites/index.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { type CapabilityFinding, findCapability } from "./capabilities.ts";
import { type Unproven, unprovenBy } from "./control.ts";
import { Conversation, type Place, type ScenarioEnd } from "./conversation.ts";
import { judge } from "./judge.ts";
import { offers } from "./offers.ts";
import type { Plan } from "./plan.ts";
import { Recording } from "./recording.ts";
import { summaryOf } from "./summary.ts";
import { version } from "./version.ts";

/** One target, ready to be talked to. */
export interface RunOptions {
  client: Client;
  place: Place;
  /** What goes into the report as the run's configuration, secrets masked. */
  configuration: Record<string, unknown>;
  product?: string | undefined;
  /** Aborted on the first Ctrl-C; the client must have the same. */
  signal?: AbortSignal | undefined;
  /** Called with every verdict as it falls. */
  onResult?: ((result: Result) => void) | undefined;
}

/**
 * Holds every scenario of the plan with one target, concurrently, and judges each requirement as soon as all it
 * rests on has ended. Never rejects for what the target does.
 */
export async function runTarget(plan: Plan, options: RunOptions): Promise<Report> {
  const run = new Run(plan, options);
  const decided = plan.tests.map(async (test) => {
    const result = await run.decide(test);
    options.onResult?.(result);
    return result;
  });
  return run.report(await Promise.all(decided));
}

/** A run under way. Lazy: a scenario starts when the first requirement that reads it is to be decided. */
export class Run {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #startedAt = new Date();
  readonly #conversation: Conversation;
  readonly #recordings = new Map<Scenario, Promise<Recording>>();
  readonly #findings = new Map<Capability, Promise<CapabilityFinding>>();
  #control: Promise<Unproven | undefined> | undefined;

  constructor(plan: Plan, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#conversation = new Conversation(options.client, options.place);
  }

  /** Holds what the requirement rests on and judges it. */
  async decide(test: Test): Promise<Result> {
    const [recording, unproven, capabilities] = await Promise.all([
      this.#record(test.scenario),
      this.#proof(),
      this.#capabilities(),
    ]);
    return judge(test, recording, {
      spec: this.#plan.spec,
      capabilities,
      unproven,
      durationMs: this.#endOf(test.scenario).durationMs,
    });
  }

  /** The report over these results and everything that was recorded. */
  async report(results: Result[]): Promise<Report> {
    const { client, product, configuration, signal } = this.#options;
    const capabilities = await this.#capabilities();
    return {
      schemaVersion: 1,
      tool: { name: "oci-conformance", version },
      spec: { distribution: this.#plan.spec },
      target: { url: client.baseUrl, ...(product ? { product } : {}) },
      startedAt: this.#startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      interrupted: signal?.aborted ?? false,
      configuration,
      capabilities: Object.fromEntries(
        [...capabilities].map(([name, { supported, reason }]) => [name, { supported, reason }]),
      ),
      summary: summaryOf(results, client.exchanges.length, (category) => offers(category, capabilities)),
      results,
      scenarios: [...this.#conversation.ends.values()].map(scenarioReport),
      exchanges: [...client.exchanges],
    };
  }

  #record(scenario: Scenario): Promise<Recording> {
    const recorded =
      this.#recordings.get(scenario) ??
      this.#conversation.hold(scenario).then((end) => new Recording(end, this.#exchangesOf(scenario)));
    this.#recordings.set(scenario, recorded);
    return recorded;
  }

  /** Undefined when the target gave back what was pushed to it. */
  #proof(): Promise<Unproven | undefined> {
    this.#control ??= this.#record(pushedImage).then(() =>
      unprovenBy(scenarioReport(this.#endOf(pushedImage)), this.#exchangesOf(pushedImage)),
    );
    return this.#control;
  }

  async #capabilities(): Promise<ReadonlyMap<Capability, CapabilityFinding>> {
    const entries = this.#plan.capabilities.map(async (capability) => {
      const finding = this.#findings.get(capability) ?? this.#find(capability);
      this.#findings.set(capability, finding);
      return [capability, await finding] as const;
    });
    return new Map(await Promise.all(entries));
  }

  async #find(capability: Capability): Promise<CapabilityFinding> {
    const scenario = capabilityTests[capability]?.scenario ?? pushedImage;
    return findCapability(capability, await this.#record(scenario), this.#plan.spec);
  }

  #exchangesOf({ title }: Scenario) {
    return this.#options.client.exchanges.filter(({ scenario }) => scenario === title);
  }

  #endOf({ title }: Scenario): ScenarioEnd {
    return this.#conversation.ends.get(title) as ScenarioEnd;
  }
}

function scenarioReport({ title, facts, stoppedBy }: ScenarioEnd): ScenarioReport {
  return { title, facts, ...(stoppedBy ? { stoppedBy } : {}) };
}
