import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "../client/call.ts";
import type { Client } from "../client/client.ts";
import { now } from "../client/clock.ts";
import { Content } from "../client/content.ts";
import type { Exchange } from "../client/exchange.ts";
import type { ScenarioReport } from "../schemas/report.ts";
import { inability } from "../suites/kit/inability.ts";
import { Blocked, Inconclusive, Withheld } from "../suites/kit/outcome.ts";
import { Reply } from "../suites/kit/reply.ts";
import { Repository } from "../suites/kit/repository.ts";
import type { AlsoRead, Scenario, ScenarioContext, StepOptions } from "../suites/kit/scenario.ts";
import { type LargeSize, largeSize } from "../suites/large/size.ts";
import { Chain } from "./chain.ts";
import { isFound, maySettle } from "./settling.ts";
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
  /** How long a push or a deletion may take to be seen; 0 for not at all. */
  settleMs: number;
  /** Nothing but GET and HEAD is sent: the run looks at an image that is there, under this tag or whichever is listed. */
  existing?: { tag: string | undefined } | undefined;
  /** What is read of what was there before. */
  alsoRead?: AlsoRead | undefined;
  /** Data sets that are not pushed, by name. */
  skipData?: readonly string[] | undefined;
  /** How large very large content is; as users get it when absent. */
  large?: LargeSize | undefined;
  /** The repositories were made up by the run, too, so that nobody else has anything there. */
  isNew: boolean;
}

export interface ConversationOptions {
  /** The conversation that this one is a further try of, and how many came before. */
  first?: { conversation: Conversation; attempt: number } | undefined;
  /** Called with every scenario that has ended. */
  onEnd?: ((scenario: ScenarioReport) => void) | undefined;
}

/** All scenarios of one run against one target: each runs at most once, whoever asks first. */
export class Conversation {
  readonly #client: Client;
  readonly #place: Place;
  readonly #attempt: number;
  readonly #onEnd: ConversationOptions["onEnd"];
  readonly #running = new Map<Scenario, Promise<unknown>>();
  readonly #ends = new Map<string, ScenarioReport>();
  /** By title. */
  readonly #chains = new Map<string, Chain>();
  /**
   * By the URL of a repository's manifests: to delete one, some registries read every tag, and stumble over one that is
   * being written.
   */
  readonly #manifestTurns: Map<string, Turns<Change>>;
  #names = 0;

  constructor(client: Client, place: Place, { first, onEnd }: ConversationOptions = {}) {
    this.#client = client;
    this.#place = place;
    this.#onEnd = onEnd;
    this.#attempt = first?.attempt ?? 0;
    this.#manifestTurns = first ? first.conversation.#manifestTurns : new Map();
  }

  /** How the scenarios that have ended did so, by title. */
  get ends(): ReadonlyMap<string, ScenarioReport> {
    return this.#ends;
  }

  /** Of the requests that had to be sent one after the other: the most, and the scenario that sent them. */
  get longestChain(): { scenario: string; requests: number } | undefined {
    const chains = [...this.#chains].map(([scenario, { requests }]) => ({ scenario, requests }));
    return chains.sort((some, other) => other.requests - some.requests)[0];
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
    const after = new Set<string>();
    const end = (how: Partial<ScenarioReport>) => {
      const durationMs = Math.round(performance.now() - startedAt);
      const waitedFor = after.size > 0 ? { after: [...after] } : {};
      const told = { title, facts, ...waitedFor, durationMs, ...how };
      this.#ends.set(title, told);
      this.#onEnd?.(told);
    };
    try {
      const made = await scenario.run(this.#context(scenario, facts, begun, after));
      await ended(begun);
      end({});
      return made;
    } catch (error) {
      await ended(begun);
      if (error instanceof Blocked)
        end({ stoppedBy: { scenario: error.scenario, step: error.step, reason: error.message } });
      else if (error instanceof Inconclusive && error.exchange)
        end({ stoppedBy: { scenario: error.exchange.scenario, step: error.exchange.step, reason: error.message } });
      else if (error instanceof Withheld) end({ withheld: error.message });
      else end({ brokenBy: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  #context(
    scenario: Scenario,
    facts: Record<string, unknown>,
    begun: Promise<unknown>[],
    after: Set<string>,
  ): ScenarioContext {
    const { repository, secondRepository, hasLimitedAccount, existing } = this.#place;
    const title = this.#titleOf(scenario);
    const chain = new Chain();
    this.#chains.set(title, chain);
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
      alsoRead: this.#place.alsoRead ?? { manifests: [], blobs: [], referrers: [] },
      skipData: this.#place.skipData ?? [],
      large: this.#place.large ?? largeSize,
      step: (name, call, options = {}) => {
        if (names.has(name)) throw new Error(`scenario "${title}" has two steps called "${name}"`);
        names.add(name);
        const answered = chain.step();
        const sent = scenario.goesFirst ? { ...call, goesFirst: true } : call;
        const reply = this.#step(title, name, sent, options, answered);
        begun.push(reply);
        // A scenario may wait for something else when it fails: nobody listens then, and that must not end the run.
        reply.catch(() => {});
        return reply;
      },
      after: async (other) => {
        const title = this.#titleOf(other);
        after.add(title);
        const made = await this.#start(other);
        chain.reach(this.#chains.get(title)?.requests ?? 0);
        return made;
      },
      blob: (size, label = "blob") => Content.lines(unique(label), size),
      unique,
      remember: (name, value) => {
        facts[name] = value;
      },
    };
  }

  /** Asks again, under the same step, until the answer shows what it must or had the time to. */
  async #sendSettling(call: Call, label: { scenario: string; step: string }, shows = isFound(call)): Promise<Reply> {
    const { settleMs } = this.#place;
    // From the first answer on: one that was long in coming is asked for again, too.
    let until: number | undefined;
    for (;;) {
      const reply = new Reply(await this.#client.send(call, label));
      if (settleMs === 0 || !isReading(call) || !maySettle(reply) || shows(reply)) return reply;
      until ??= now() + settleMs;
      if (now() >= until) return reply;
      await wait(lookEveryMs);
    }
  }

  #turnsAt(manifests: string): Turns<Change> {
    const turns = this.#manifestTurns.get(manifests) ?? new Turns<Change>();
    this.#manifestTurns.set(manifests, turns);
    return turns;
  }

  async #step(
    scenario: string,
    step: string,
    call: Call,
    { needs, orElse = [], shows }: StepOptions,
    answered: (exchange: Exchange) => void,
  ): Promise<Reply> {
    if (this.#place.existing && !isReading(call)) throw new Withheld(onlyReads);
    const send = () => this.#sendSettling(call, { scenario, step }, shows);
    const change = changeOf(call);
    const reply = await (change ? this.#turnsAt(change.manifests).take(change.change, send) : send());
    answered(reply.exchange);
    if (needs === undefined) return reply;
    if (!reply.answered) throw new Blocked(scenario, step, `"${reply.label}": ${reply.exchange.error?.message}`);
    const { status } = reply;
    const met = needs === "2xx" ? status >= 200 && status < 300 : [needs].flat().includes(status);
    if (met || orElse.includes(status)) return reply;
    const wanted = needs === "2xx" ? needs : [needs].flat().join(" or ");
    const remedy = isReading(call) ? undefined : remedies[status];
    const plain = `"${reply.label}" answered ${status} where ${wanted} is needed${remedy ? `: ${remedy}` : ""}`;
    throw new Blocked(scenario, step, inability(reply) ?? plain);
  }
}

/** What helps where a step that others rest on was refused. */
const remedies: Partial<Record<number, string>> = {
  401: "give credentials that have the right to it",
  403: "grant the account the right to it",
};

function isReading({ method }: Call): boolean {
  return method === "GET" || method === "HEAD";
}

/** Between two looks at what may not have settled yet. */
const lookEveryMs = 200;

const onlyReads = "this run only reads (--pull-only): let it push to test it";

/** What others must wait for: that a tag is written, or a manifest deleted. */
type Change = "push" | "delete";

function changeOf({ method, url }: Call): { change: Change; manifests: string } | undefined {
  const [, manifests, reference] = /^(.*\/manifests\/)([^/]*)$/.exec(url) ?? [];
  if (manifests === undefined || reference === undefined) return undefined;
  if (method === "DELETE") return { change: "delete", manifests };
  const isByDigest = /^[^?]*(:|%3A)/i.test(reference);
  return method === "PUT" && (!isByDigest || reference.includes("?")) ? { change: "push", manifests } : undefined;
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
