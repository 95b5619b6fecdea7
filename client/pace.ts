import { pause } from "./pause.ts";

/** Spaces requests evenly, so that no more than a number of them starts in a second. */
export class Pace {
  readonly #spacingMs: number;
  readonly #signal: AbortSignal;
  #next = 0;

  /** @param perSecond undefined for as many as there are */
  constructor(perSecond: number | undefined, signal: AbortSignal) {
    this.#signal = signal;
    this.#spacingMs = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Resolves when it is the caller's turn, in the order of asking; at once when all has been cancelled. */
  async turn(): Promise<void> {
    if (this.#spacingMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#spacingMs;
    if (at > now) await pause(at - now, this.#signal);
  }
}
