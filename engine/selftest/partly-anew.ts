import type { Scenario } from "../../suites/kit/scenario.ts";
import type { Records } from "../judging.ts";
import type { Recorded } from "../recorded.ts";
import { Recording } from "../recording.ts";
import type { Run } from "../run.ts";

/** Scenarios of which some are held anew, while the others are as an earlier run recorded them. */
export class PartlyAnew implements Records {
  readonly #run: Run;
  readonly #before: Recorded;
  readonly #anew: ReadonlySet<string>;
  readonly #held = new Map<Scenario, Promise<Recording>>();

  /** @param anew titles of those to hold anew */
  constructor(run: Run, before: Recorded, anew: ReadonlySet<string>) {
    this.#run = run;
    this.#before = before;
    this.#anew = anew;
  }

  get requests(): number {
    return this.#run.requests;
  }

  record(scenario: Scenario, attempt = 0): Promise<Recording> {
    if (attempt > 0) return this.#run.record(scenario, attempt);
    if (scenario.seesAll) return this.#overAll(scenario);
    return this.#anew.has(scenario.title) ? this.#hold(scenario) : this.#before.record(scenario);
  }

  #hold(scenario: Scenario): Promise<Recording> {
    const held = this.#held.get(scenario) ?? this.#run.record(scenario);
    this.#held.set(scenario, held);
    return held;
  }

  async #overAll(scenario: Scenario): Promise<Recording> {
    const { end } = this.#anew.has(scenario.title) ? await this.#hold(scenario) : await this.#before.record(scenario);
    // Judgement asks for every scenario before the first of them has ended.
    await Promise.all(this.#held.values());
    const held = new Set([...this.#held.keys()].map(({ title }) => title));
    const others = this.#before.report.exchanges.filter((exchange) => !held.has(exchange.scenario));
    return new Recording(end, [...others, ...this.#run.exchanges]);
  }
}
