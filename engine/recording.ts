import type { Exchange } from "../client/exchange.ts";
import type { ScenarioReport } from "../schemas/report.ts";
import { Observation } from "../suites/kit/observation.ts";
import { Blocked, Inconclusive } from "../suites/kit/outcome.ts";
import type { CheckContext, Steps } from "../suites/kit/requirement.ts";

/** One scenario as it was recorded: all that a check may see. */
export class Recording {
  readonly title: string;
  readonly facts: Record<string, unknown>;
  readonly #steps = new Map<string, Observation>();
  readonly #stoppedBy: ScenarioReport["stoppedBy"];
  readonly #brokenBy: string | undefined;

  constructor(end: ScenarioReport & { brokenBy?: string }, exchanges: readonly Exchange[]) {
    this.title = end.title;
    this.facts = end.facts;
    this.#stoppedBy = end.stoppedBy;
    this.#brokenBy = end.brokenBy;
    const hops = new Map<string, Observation[]>();
    for (const exchange of exchanges) {
      const earlier = hops.get(exchange.step) ?? [];
      const observation = new Observation(exchange, [...earlier]);
      earlier.push(observation);
      hops.set(exchange.step, earlier);
      this.#steps.set(exchange.step, observation);
    }
  }

  has(step: string): boolean {
    return this.#steps.has(step);
  }

  /** @throws Blocked when the scenario stopped before, Error when it has no such step at all */
  step(name: string): Observation {
    return this.#steps.get(name) ?? this.#missing(`a step "${name}"`);
  }

  /** All steps whose name starts with this, in order. @throws as `step` does when there is none */
  stepsNamed(prefix: string): Observation[] {
    const found = [...this.#steps].filter(([name]) => name.startsWith(prefix)).map(([, observation]) => observation);
    return found.length > 0 ? found : this.#missing(`a step named "${prefix}…"`);
  }

  #missing(what: string): never {
    if (this.#stoppedBy) throw new Blocked(this.#stoppedBy.scenario, this.#stoppedBy.step, this.#stoppedBy.reason);
    if (this.#brokenBy) throw new Inconclusive(`the scenario "${this.title}" broke: ${this.#brokenBy}`);
    throw new Error(`the scenario "${this.title}" has no ${what.replace(/^a /, "")}`);
  }
}

/** A recording as a check reads it, with note of what was read and said. */
export interface Reading {
  readonly steps: Steps;
  readonly context: Omit<CheckContext, "spec">;
  /** Exchanges read so far, in the order of reading. */
  readonly read: Set<Exchange>;
  readonly notes: string[];
  readonly declined: () => string | undefined;
}

export function read(recording: Recording, notApplicable: (why: string) => never): Reading {
  const seen = new Set<Exchange>();
  const notes: string[] = [];
  let declined: string | undefined;
  const see = (observation: Observation) => {
    seen.add(observation.exchange);
    return observation;
  };
  const named = (name: string) => see(recording.step(recording.has(name) ? name : spaced(name)));
  return {
    steps: new Proxy({} as Steps, { get: (_, name) => named(String(name)) }),
    context: {
      recall: <T>(name: string) => {
        if (!(name in recording.facts)) recording.step(`(remembers "${name}")`);
        return recording.facts[name] as T;
      },
      stepsNamed: (prefix) => recording.stepsNamed(prefix).map(see),
      happened: (name) => recording.has(name) || recording.has(spaced(name)),
      declined: (how) => {
        declined = how;
      },
      note: (text) => notes.push(text),
      notApplicable,
    },
    read: seen,
    notes,
    declined: () => declined,
  };
}

/** `getByTag` → `get by tag` */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
