import type { Exchange } from "../../client/exchange.ts";
import type { Report, ScenarioReport } from "../../schemas/report.ts";
import type { Scenario } from "../../suites/kit/scenario.ts";
import type { Records } from "../judging.ts";
import { titleOf } from "../merge/blocks.ts";
import { Recording } from "../recording.ts";
import { titleOfTry } from "../steadiness.ts";

/** Ways to choose among scenarios of one title: six shards of a target that fails again and again have fewer. */
const mostTried = 4096;

/** The scenarios of a merged report, called as the shards called them: several of one title where several shards held it. */
export class HeldInShards {
  readonly requests: number;
  /** By the title in the shard, and by the title in the merged report. */
  readonly #held = new Map<string, Map<string, Recording>>();

  constructor({ scenarios, exchanges }: Report) {
    this.requests = exchanges.length;
    const sent = new Map<string, Exchange[]>();
    for (const exchange of exchanges) {
      const own = sent.get(exchange.scenario) ?? [];
      own.push({ ...exchange, scenario: titleOf(exchange.scenario) });
      sent.set(exchange.scenario, own);
    }
    for (const { title, stoppedBy, ...rest } of scenarios) {
      const own = titleOf(title);
      const stopped = stoppedBy ? { stoppedBy: { ...stoppedBy, scenario: titleOf(stoppedBy.scenario) } } : {};
      const held = this.#held.get(own) ?? new Map<string, Recording>();
      held.set(title, new Recording({ ...rest, title: own, ...stopped }, sent.get(title) ?? []));
      this.#held.set(own, held);
    }
  }

  /**
   * What comes of it, for every shard that may have been: which of several of one title a shard held, the merged report does
   * not say.
   * @param known the title in the merged report of a scenario that the shard is known to have held
   */
  async *outcomes<T>(conclude: (shard: Records) => Promise<T>, known?: string): AsyncGenerator<T> {
    let choices: Choice[] = [];
    for (let tried = 0; tried < mostTried; tried++) {
      yield await conclude(new PossibleShard(this.requests, (title) => this.#heldAs(title, known), choices));
      choices = following(choices);
      if (choices.length === 0) return;
    }
  }

  /** Each of them once. */
  async distinct<T>(conclude: (shard: Records) => Promise<T>): Promise<T[]> {
    const found = new Map<string, T>();
    for await (const outcome of this.outcomes(conclude)) found.set(JSON.stringify(outcome) ?? "", outcome);
    return [...found.values()];
  }

  #heldAs(title: string, known: string | undefined): Recording[] {
    const held = this.#held.get(title) ?? new Map<string, Recording>();
    const only = known === undefined ? undefined : held.get(known);
    return only ? [only] : [...held.values()];
  }
}

/** Which of the scenarios of one title was taken: one that has others after it until none is left. */
interface Choice {
  title: string;
  among: readonly Recording[];
  taken: number;
}

class PossibleShard implements Records {
  readonly requests: number;
  readonly #heldAs: (title: string) => Recording[];
  /** Grows with each title that is asked for. */
  readonly #choices: Choice[];

  constructor(requests: number, heldAs: (title: string) => Recording[], choices: Choice[]) {
    this.requests = requests;
    this.#heldAs = heldAs;
    this.#choices = choices;
  }

  record(scenario: Scenario, attempt = 0): Promise<Recording> {
    const title = titleOfTry(scenario.title, attempt);
    const choice = this.#choices.find((each) => each.title === title) ?? this.#first(title);
    return Promise.resolve(choice.among[choice.taken] ?? new Recording(absent(title), []));
  }

  #first(title: string): Choice {
    const choice = { title, among: this.#heldAs(title), taken: 0 };
    this.#choices.push(choice);
    return choice;
  }
}

/** The next of all ways to choose; empty after the last. */
function following(choices: readonly Choice[]): Choice[] {
  const last = choices.findLastIndex(({ among, taken }) => taken + 1 < among.length);
  return choices
    .slice(0, last + 1)
    .map((choice, at) => (at === last ? { ...choice, taken: choice.taken + 1 } : choice));
}

function absent(title: string): ScenarioReport {
  return { title, facts: {}, durationMs: 0, brokenBy: "the report does not have it" };
}
