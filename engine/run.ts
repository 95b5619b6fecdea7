import type { Client } from "../client/client.ts";
import { now } from "../client/clock.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Judgement, Report, Result, ScenarioReport } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { Conversation, type Place } from "./conversation.ts";
import { Judging, type Records } from "./judging.ts";
import type { Plan } from "./plan.ts";
import { Recording } from "./recording.ts";
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
  /** Called with every scenario that has ended. */
  onScenario?: ((scenario: ScenarioReport) => void) | undefined;
  /** Called with every verdict as it falls. */
  onResult?: ((result: Result, spec: SpecVersion) => void) | undefined;
}

/**
 * Holds every scenario of the plans with one target, each once and all concurrently, and judges each requirement as
 * soon as all it rests on has ended. The plans differ in the version of the spec; the first is the report's own. Never
 * rejects for what the target does.
 */
export async function runTarget(plans: readonly Plan[], options: RunOptions): Promise<Report> {
  const run = new Run(options);
  const judged = plans.map((plan) =>
    new Judging(plan, run).decideAll((result) => options.onResult?.(result, plan.spec)),
  );
  return run.report(await Promise.all(judged));
}

/** A run under way: it holds a scenario when the first requirement that reads it is to be decided. */
export class Run implements Records {
  readonly #options: RunOptions;
  readonly #startedAt = new Date(now());
  /** The first one, and the further tries. */
  readonly #conversations: Conversation[] = [];
  /** By try. */
  readonly #recordings: Map<Scenario, Promise<Recording>>[] = [];

  constructor(options: RunOptions) {
    this.#options = options;
    this.#conversations[0] = new Conversation(options.client, options.place, { onEnd: options.onScenario });
  }

  get exchanges(): readonly Exchange[] {
    return this.#options.client.exchanges;
  }

  get requests(): number {
    return this.exchanges.length;
  }

  record(scenario: Scenario, attempt = 0): Promise<Recording> {
    this.#recordings[attempt] ??= new Map();
    const recordings = this.#recordings[attempt];
    const recorded = recordings.get(scenario) ?? this.#hold(scenario, attempt);
    recordings.set(scenario, recorded);
    return recorded;
  }

  async #hold(scenario: Scenario, attempt: number): Promise<Recording> {
    const end = await this.#conversation(attempt).hold(scenario);
    if (scenario.seesAll) await this.#othersEnded();
    return Recording.of(scenario, end, this.#options.client.exchanges);
  }

  #conversation(attempt: number): Conversation {
    const { client, place, onScenario: onEnd } = this.#options;
    const conversation = this.#conversations[0] as Conversation;
    this.#conversations[attempt] ??= new Conversation(client, place, { first: { conversation, attempt }, onEnd });
    return this.#conversations[attempt];
  }

  /** Resolves when every scenario has ended that was asked for until then. */
  async #othersEnded(): Promise<void> {
    const others = [...(this.#recordings[0] ?? [])]
      .filter(([{ seesAll }]) => !seesAll)
      .map(([, recording]) => recording);
    await Promise.all(others);
  }

  /** The report over these judgements, the first being its own, and everything that was recorded. */
  report(judgements: readonly Judgement[]): Report {
    const { client, product, configuration, signal } = this.#options;
    const [own, ...alsoJudged] = judgements.map((judgement) => this.#final(judgement));
    if (!own) throw new RangeError("a report needs one judgement at least");
    const { spec, ...judged } = own;
    return {
      schemaVersion: 1,
      tool: { name: "oci-conformance", version },
      spec: { distribution: spec },
      target: { url: client.baseUrl, ...(product ? { product } : {}) },
      startedAt: this.#startedAt.toISOString(),
      finishedAt: new Date(now()).toISOString(),
      interrupted: signal?.aborted ?? false,
      configuration,
      ...judged,
      ...(alsoJudged.length > 0 ? { alsoJudged } : {}),
      ...this.#timing(),
      scenarios: this.#conversations.flatMap(({ ends }) => [...ends.values()]),
      exchanges: [...client.exchanges],
    };
  }

  /** What the distance to the target accounts for; nothing when it never answered. */
  #timing(): Pick<Report, "timing"> {
    const longestChain = this.#conversations
      .flatMap((conversation) => conversation.longestChain ?? [])
      .sort((some, other) => other.requests - some.requests)[0];
    const answers = this.exchanges.flatMap(({ timings }) => timings.firstByteMs ?? []);
    if (!longestChain || answers.length === 0) return {};
    return { timing: { longestChain, roundTripMs: answers.reduce((least, each) => Math.min(least, each)) } };
  }

  /** A judgement may have been made while others still sent requests. */
  #final({ summary, ...rest }: Judgement): Judgement {
    return { ...rest, summary: { ...summary, requests: this.requests } };
  }
}
