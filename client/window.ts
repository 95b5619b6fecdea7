/** Requests that are under way at once when nobody says how many. */
export const usualConcurrency = { least: 16, most: 96 };

/** From here on it is the way to the target that takes the time, and not its work. */
const farMs = 10;

/** A target that answers so many times later than it did at best has enough to do. */
const slowedDown = 4;

/**
 * Lets a limited number through at once; the others wait in the order they came, behind those that go first. Like the
 * window of TCP it widens with each answer, as long as a distant target answers about as soon as it did at best; the
 * farther it is, the faster.
 */
export class Window {
  readonly #least: number;
  readonly #most: number;
  #places: number;
  #inside = 0;
  #bestMs = Number.POSITIVE_INFINITY;
  readonly #waiting: (() => void)[] = [];
  readonly #waitingFirst: (() => void)[] = [];

  /** @param places never more and never less; undefined for the usual concurrency */
  constructor(places?: number) {
    this.#least = places ?? usualConcurrency.least;
    this.#most = places ?? usualConcurrency.most;
    this.#places = this.#least;
  }

  /** How many it can ever let through at once. */
  get most(): number {
    return this.#most;
  }

  async run<T>(work: () => Promise<T>, goesFirst = false): Promise<T> {
    if (this.#inside < this.#places) this.#inside++;
    else await new Promise<void>((enter) => (goesFirst ? this.#waitingFirst : this.#waiting).push(enter));
    try {
      return await work();
    } finally {
      this.#inside--;
      this.#admit();
    }
  }

  /** Takes note of how long the target took to begin its answer; null when there is none. */
  answered(firstByteMs: number | null): void {
    if (firstByteMs === null) return;
    this.#bestMs = Math.min(this.#bestMs, firstByteMs);
    const widens = this.#bestMs >= farMs && firstByteMs < slowedDown * this.#bestMs;
    const places = this.#places + (widens ? Math.round(this.#bestMs / farMs) : -1);
    this.#places = Math.min(this.#most, Math.max(this.#least, places));
    this.#admit();
  }

  /** A newcomer cannot jump the queue: it takes a place only when one is left over. */
  #admit(): void {
    while (this.#inside < this.#places) {
      const enter = this.#waitingFirst.shift() ?? this.#waiting.shift();
      if (!enter) return;
      this.#inside++;
      enter();
    }
  }
}
