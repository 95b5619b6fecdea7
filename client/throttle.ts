import { type FollowUp, headerOf } from "./hop.ts";

export interface ThrottleOptions {
  /** How often one request is sent in all; default 3. 1 means that nothing is waited for. */
  tries?: number;
  /** All waits of one call together; default 10 000. */
  maxWaitMs?: number;
  /** After so many calls that were throttled to the end, nothing is waited for any more; default 5. */
  giveUpAfter?: number;
}

/**
 * Patience with a busy target: a 429 or 503 that says when to come back (RFC 9110, 10.2.3) is asked again then. The
 * patience is bounded for each call and for the whole run, so that a target that is always busy costs little time.
 */
export class Throttle {
  readonly #tries: number;
  readonly #maxWaitMs: number;
  readonly #signal: AbortSignal;
  #patience: number;

  constructor({ tries = 3, maxWaitMs = 10_000, giveUpAfter = 5 }: ThrottleOptions, signal: AbortSignal) {
    this.#tries = tries;
    this.#maxWaitMs = maxWaitMs;
    this.#patience = giveUpAfter;
    this.#signal = signal;
  }

  /** Waits for one call. */
  followUp(): FollowUp {
    let sent = 1;
    let waitedMs = 0;
    return async (hop, { exchange, response }) => {
      if (response?.status !== 429 && response?.status !== 503) return undefined;
      const waitMs = retryAfterMs(headerOf(response.headers, "Retry-After"), Date.now());
      if (waitMs === undefined || this.#patience <= 0 || this.#tries <= 1) return undefined;
      if (sent >= this.#tries || waitedMs + waitMs > this.#maxWaitMs) {
        this.#patience--;
        return undefined;
      }
      sent++;
      waitedMs += waitMs;
      await pause(waitMs, this.#signal);
      return { ...hop, follows: { exchange: exchange.id, because: "throttled" } };
    };
  }
}

/** Milliseconds from `now` until the time that a Retry-After names, in seconds or as a date; undefined for neither. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener("abort", over);
  });
}
