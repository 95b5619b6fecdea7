/** Spaces requests evenly, so that no more than a number of them starts in a second. */
export class Pace {
  readonly #spacingMs: number;
  #next = 0;

  /** @param perSecond undefined for as many as there are */
  constructor(perSecond: number | undefined) {
    this.#spacingMs = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Resolves when it is the caller's turn, in the order of asking. */
  async turn(): Promise<void> {
    if (this.#spacingMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#spacingMs;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }
}
