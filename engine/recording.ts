import type { Exchange } from "../client/exchange.ts";
import type { ScenarioReport } from "../schemas/report.ts";
import { Observation } from "../suites/kit/observation.ts";
import { Blocked, Inconclusive, NotApplicable } from "../suites/kit/outcome.ts";
import type { CheckContext, Steps } from "../suites/kit/requirement.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import { failuresIn, isFurtherTry } from "./steadiness.ts";

/** One scenario as it was recorded: all that a check may see. */
export class Recording {
  /** How it ended, and what it remembered. */
  readonly end: ScenarioReport;
  readonly exchanges: readonly Exchange[];
  readonly #steps = new Map<string, Observation>();
  readonly #answers: Observation[] = [];

  constructor(end: ScenarioReport, exchanges: readonly Exchange[]) {
    this.end = end;
    this.exchanges = exchanges;
    const hops = new Map<string, Observation[]>();
    for (const exchange of exchanges) {
      const step = `${exchange.scenario}\n${exchange.step}`;
      const earlier = hops.get(step) ?? [];
      const observation = new Observation(exchange, [...earlier]);
      earlier.push(observation);
      hops.set(step, earlier);
      this.#steps.set(exchange.step, observation);
      if (byTheRegistry(exchange)) this.#answers.push(observation);
    }
  }

  /** What the scenario sees, out of all the exchanges of a run. */
  static of({ seesAll }: Scenario, end: ScenarioReport, exchanges: readonly Exchange[]): Recording {
    // Further tries may go on while this is judged: what is seen must not depend on when.
    const sees = seesAll
      ? ({ scenario }: Exchange) => !isFurtherTry(scenario)
      : ({ scenario }: Exchange) => scenario === end.title;
    return new Recording(end, exchanges.filter(sees));
  }

  /** The answer that each step ended with. */
  get lastAnswers(): Observation[] {
    return [...this.#steps.values()];
  }

  /** @throws Blocked when the scenario stopped before any such answer */
  answersWhere(holds: (answer: Observation) => boolean): Observation[] {
    const found = this.#answers.filter(holds);
    if (found.length === 0 && (this.end.stoppedBy ?? this.end.withheld ?? this.end.brokenBy))
      this.#missing("an answer to look at");
    return found;
  }

  has(step: string): boolean {
    return this.#steps.has(step);
  }

  /** @throws Blocked when the scenario stopped or ended before */
  step(name: string): Observation {
    return this.#steps.get(name) ?? this.#missing(`a step "${name}"`);
  }

  /** All steps whose name starts with this, in order. @throws as `step` does when there is none */
  stepsNamed(prefix: string): Observation[] {
    const found = [...this.#steps].filter(([name]) => name.startsWith(prefix)).map(([, observation]) => observation);
    return found.length > 0 ? found : this.#missing(`a step named "${prefix}…"`);
  }

  #missing(what: string): never {
    const { title, stoppedBy, withheld, brokenBy } = this.end;
    if (withheld) throw new NotApplicable(withheld);
    if (stoppedBy) throw new Blocked(stoppedBy.scenario, stoppedBy.step, stoppedBy.reason);
    if (brokenBy) throw new Inconclusive(`the scenario "${title}" broke: ${brokenBy}`);
    // One that goes on without an answer does not come to the steps that rest on it.
    const [failed] = failuresIn(this.lastAnswers);
    if (failed) throw new Inconclusive(`the scenario "${title}" has no ${what.replace(/^a /, "")}: ${failed}`);
    // Some steps are taken only where earlier answers lead there; one that is taken nowhere is blocked on the reference
    // registry, too, where every verdict must fall.
    throw new Blocked(title, what, `the answers of the target did not lead the scenario "${title}" to ${what}`);
  }
}

/** What a token server says, or a store to which the registry redirects, is no answer of the registry. */
function byTheRegistry({ step, response, follows }: Exchange): boolean {
  return response !== undefined && follows?.because !== "redirect" && !step.startsWith("token for ");
}

/** A recording as a check reads it, with note of what was read and said. */
export interface Reading {
  readonly steps: Steps;
  readonly context: Omit<CheckContext, "spec">;
  /** Exchanges read so far, in the order of reading. */
  readonly read: Set<Exchange>;
  readonly notes: string[];
  readonly declined: () => string | undefined;
  /** Whether it was asked which steps there are, or for one that is not there: what failed may have led to that. */
  readonly askedWhatThereIs: () => boolean;
}

export function read(recording: Recording, notApplicable: (why: string) => never): Reading {
  const seen = new Set<Exchange>();
  const notes: string[] = [];
  let declined: string | undefined;
  let asked = false;
  const isThere = (there: boolean) => {
    asked ||= !there;
    return there;
  };
  const see = (observation: Observation) => {
    seen.add(observation.exchange);
    return observation;
  };
  const named = (name: string) => see(recording.step(recording.has(name) ? name : spaced(name)));
  return {
    steps: new Proxy({} as Steps, { get: (_, name) => named(String(name)) }),
    context: {
      recall: <T>(name: string) => {
        const { facts } = recording.end;
        if (!(name in facts)) recording.step(`(remembers "${name}")`);
        return facts[name] as T;
      },
      remembers: (name) => isThere(name in recording.end.facts),
      stepsNamed: (prefix) => {
        asked = true;
        return recording.stepsNamed(prefix).map(see);
      },
      answersWhere: (holds) => recording.answersWhere(holds).map(see),
      happened: (name) => isThere(recording.has(name) || recording.has(spaced(name))),
      declined: (how) => {
        declined = how;
      },
      note: (text) => notes.push(text),
      notApplicable,
    },
    read: seen,
    notes,
    declined: () => declined,
    askedWhatThereIs: () => asked,
  };
}

/** `getByTag` → `get by tag` */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
