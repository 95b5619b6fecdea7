import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "../client/call.ts";
import type { Client, Sent } from "../client/client.ts";
import { Content } from "../client/content.ts";
import type { ScenarioReport } from "../schemas/report.ts";
import { Blocked, Withheld } from "../suites/kit/outcome.ts";
import { Reply } from "../suites/kit/reply.ts";
import { Repository } from "../suites/kit/repository.ts";
import type { Scenario, ScenarioContext, StepNeed } from "../suites/kit/scenario.ts";
import { titleOfTry } from "./steadiness.ts";
import { Turns } from "./turns.ts";

/** Where a conversation takes place. */
export interface Place {
  /** Name of the repository under test. */
  repository: string;
  /** Name of the second one. */
  secondRepository: string;
  hasLimitedAccount: boolean;
  /** Stands in everything that the run makes up: tells it from every other run's. */
  runId: string;
  /** How long content that was pushed may take to be found; 0 for not at all. */
  settleMs: number;
  /** Nothing but GET and HEAD is sent: the run looks at an image that is there, under this tag or whichever is listed. */
  existing?: { tag: string | undefined } | undefined;
  /** The repositories were made up by the run, too, so that nobody else has anything there. */
  isNew: boolean;
}

/** All scenarios of one run against one target: each runs at most once, whoever asks first. */
export class Conversation {
  readonly #client: Client;
  readonly #place: Place;
  readonly #attempt: number;
  readonly #running = new Map<Scenario, Promise<unknown>>();
  readonly #ends = new Map<string, ScenarioReport>();
  /** To delete a manifest some registries read every tag, and stumble over one that is being written. */
  readonly #manifestTurns: Turns<"push" | "delete">;
  #names = 0;

  /** @param first the conversation that this one is a further try of, and how many came before */
  constructor(client: Client, place: Place, first?: { conversation: Conversation; attempt: number }) {
    this.#client = client;
    this.#place = place;
    this.#attempt = first?.attempt ?? 0;
    this.#manifestTurns = first ? first.conversation.#manifestTurns : new Turns();
  }

  /** How the scenarios that have ended did so, by title. */
  get ends(): ReadonlyMap<string, ScenarioReport> {
    return this.#ends;
  }

  /** Holds the scenario, or joins it when it is under way. Resolves when it has ended, in whichever way. */
  async hold(scenario: Scenario): Promise<ScenarioReport> {
    await this.#start(scenario).catch(() => {});
    return this.#ends.get(this.#titleOf(scenario)) as ScenarioReport;
  }

  #titleOf({ title }: Scenario): string {
    return titleOfTry(title, this.#attempt);
  }

  #start<T>(scenario: Scenario<T>): Promise<T> {
    const started = this.#running.get(scenario) as Promise<T> | undefined;
    if (started) return started;
    const running = this.#run(scenario);
    this.#running.set(scenario, running);
    return running;
  }

  async #run<T>(scenario: Scenario<T>): Promise<T> {
    const startedAt = performance.now();
    const title = this.#titleOf(scenario);
    const facts: Record<string, unknown> = {};
    const begun: Promise<unknown>[] = [];
    const end = (how: Partial<ScenarioReport>) => {
      const durationMs = Math.round(performance.now() - startedAt);
      this.#ends.set(title, { title, facts, durationMs, ...how });
    };
    try {
      const made = await scenario.run(this.#context(title, facts, begun));
      await ended(begun);
      end({});
      return made;
    } catch (error) {
      await ended(begun);
      if (error instanceof Blocked)
        end({ stoppedBy: { scenario: error.scenario, step: error.step, reason: error.message } });
      else if (error instanceof Withheld) end({ withheld: error.message });
      else end({ brokenBy: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  #context(title: string, facts: Record<string, unknown>, begun: Promise<unknown>[]): ScenarioContext {
    const { repository, secondRepository, hasLimitedAccount, existing } = this.#place;
    const names = new Set<string>();
    const attempt = this.#attempt > 0 ? `-${this.#attempt}` : "";
    const unique = (prefix: string) => `${prefix}-${this.#place.runId}-${++this.#names}${attempt}`;
    return {
      repository: new Repository(repository),
      otherRepository: new Repository(secondRepository),
      unknownRepository: () => new Repository(`${repository}-${unique("absent")}`),
      repositoryNamed: (name) => new Repository(name),
      hasLimitedAccount,
      existing,
      step: (name, call, options = {}) => {
        if (names.has(name)) throw new Error(`scenario "${title}" has two steps called "${name}"`);
        names.add(name);
        const reply = this.#step(title, name, call, options.needs);
        begun.push(reply);
        return reply;
      },
      after: (other) => this.#start(other),
      blob: (size, label = "blob") => Content.lines(unique(label), size),
      unique,
      remember: (name, value) => {
        facts[name] = value;
      },
    };
  }

  /** Asks for content that is not found again, under the same step, until it had the time to settle. */
  async #sendSettling(call: Call, label: { scenario: string; step: string }): Promise<Sent> {
    const until = Date.now() + this.#place.settleMs;
    const isExpected = call.about !== undefined && /^(GET|HEAD)$/.test(call.method);
    for (;;) {
      const sent = await this.#client.send(call, label);
      if (!isExpected || sent.exchange.response?.status !== 404 || Date.now() >= until) return sent;
      await wait(lookEveryMs);
    }
  }

  async #step(scenario: string, step: string, call: Call, needs?: StepNeed): Promise<Reply> {
    if (this.#place.existing && !/^(GET|HEAD)$/.test(call.method)) throw new Withheld(onlyReads);
    const send = () => this.#sendSettling(call, { scenario, step });
    const group = changeOf(call);
    const reply = new Reply(await (group ? this.#manifestTurns.take(group, send) : send()));
    if (needs === undefined) return reply;
    if (!reply.answered) throw new Blocked(scenario, step, `"${reply.label}": ${reply.exchange.error?.message}`);
    const { status } = reply;
    const met = needs === "2xx" ? status >= 200 && status < 300 : [needs].flat().includes(status);
    if (met) return reply;
    const wanted = needs === "2xx" ? needs : [needs].flat().join(" or ");
    throw new Blocked(scenario, step, `"${reply.label}" answered ${status} where ${wanted} is needed`);
  }
}

/** Between two looks for content that may not have settled yet. */
const lookEveryMs = 200;

const onlyReads = "this run only reads (--pull-only): let it push to test it";

/** What the call does to the manifests of a repository. */
function changeOf({ method, url }: Call): "push" | "delete" | undefined {
  if (!url.includes("/manifests/")) return undefined;
  return method === "PUT" ? "push" : method === "DELETE" ? "delete" : undefined;
}

/**
 * Waits for the steps that a scenario had begun side by side when it ended, and for those that follow them: what was
 * sent is judged, whichever step stopped first.
 */
async function ended(begun: readonly Promise<unknown>[]): Promise<void> {
  for (let seen = 0; begun.length > seen; ) {
    seen = begun.length;
    await Promise.allSettled(begun);
    // Whoever waited for one of them goes on first.
    await new Promise(setImmediate);
  }
}
