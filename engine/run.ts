import type { Client } from "../client/client.ts";
import type { Report, Result, ScenarioReport } from "../schemas/report.ts";
import type { Capability } from "../specs/model.ts";
import { capabilityTests, pushedImage } from "../suites/index.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { type CapabilityFinding, findCapability } from "./capabilities.ts";
import { unprovenBy } from "./control.ts";
import { Conversation, type Place, type ScenarioEnd } from "./conversation.ts";
import { judge } from "./judge.ts";
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
  const { client, place, signal, onResult } = options;
  const startedAt = new Date();
  const conversation = new Conversation(client, place);
  const recordings = new Map<Scenario, Promise<{ recording: Recording; end: ScenarioEnd }>>();

  const record = (scenario: Scenario) => {
    const recorded =
      recordings.get(scenario) ??
      conversation.hold(scenario).then((end) => {
        const exchanges = client.exchanges.filter((exchange) => exchange.scenario === scenario.title);
        return { recording: new Recording(end, exchanges), end };
      });
    recordings.set(scenario, recorded);
    return recorded;
  };

  const find = async (capability: Capability): Promise<[Capability, CapabilityFinding]> => {
    const scenario = capabilityTests[capability]?.scenario ?? pushedImage;
    return [capability, findCapability(capability, (await record(scenario)).recording, plan.spec)];
  };
  const findings = new Map(plan.capabilities.map((capability) => [capability, find(capability)]));
  const control = conversation.hold(pushedImage).then((end) =>
    unprovenBy(
      end,
      client.exchanges.filter((exchange) => exchange.scenario === pushedImage.title),
    ),
  );

  const decide = async (test: Test): Promise<Result> => {
    const [{ recording, end }, unproven, ...found] = await Promise.all([
      record(test.scenario),
      control,
      ...findings.values(),
    ]);
    const result = judge(test, recording, {
      spec: plan.spec,
      capabilities: new Map(found),
      ...(unproven ? { unproven } : {}),
      durationMs: end.durationMs,
    });
    onResult?.(result);
    return result;
  };

  const [results, found] = await Promise.all([
    Promise.all(plan.tests.map(decide)),
    Promise.all(findings.values()),
    Promise.all(plan.scenarios.map(record)),
  ]);

  return {
    schemaVersion: 1,
    tool: { name: "oci-conformance", version },
    spec: { distribution: plan.spec },
    target: { url: client.baseUrl, ...(options.product ? { product: options.product } : {}) },
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    interrupted: signal?.aborted ?? false,
    configuration: options.configuration,
    capabilities: Object.fromEntries(found.map(([name, { supported, reason }]) => [name, { supported, reason }])),
    summary: summaryOf(results, client.exchanges.length, Object.fromEntries(found).push?.supported !== false),
    results,
    scenarios: [...conversation.ends.values()].map(scenarioReport),
    exchanges: [...client.exchanges],
  };
}

function scenarioReport({ title, facts, stoppedBy }: ScenarioEnd): ScenarioReport {
  return { title, facts, ...(stoppedBy ? { stoppedBy } : {}) };
}
