import type { Exchange } from "../client/exchange.ts";

/**
 * The requests of a scenario that had to be sent one after the other: a step is taken as soon as the answer is there that
 * it waited for, so it comes after the one that was answered last.
 */
export class Chain {
  #last = 0;
  #longest = 0;

  /** The most so far. */
  get requests(): number {
    return this.#longest;
  }

  /** To be called when a step is taken; what it returns, when it has its answer. */
  step(): (exchange: Exchange) => void {
    const before = this.#last;
    return (exchange) => this.reach(before + requestsOf(exchange));
  }

  /** What comes next comes after so many. */
  reach(requests: number): void {
    this.#last = requests;
    this.#longest = Math.max(this.#longest, requests);
  }
}

/** The request itself, and the one that it follows after a redirect, a challenge or a wait. */
function requestsOf({ follows }: Exchange): number {
  return follows ? 2 : 1;
}
