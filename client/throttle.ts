import { now } from "./clock.ts";
import { type FollowUp, headerOf } from "./hop.ts";
import { httpDate } from "./http-date.ts";
import { pause } from "./pause.ts";

export interface ThrottleOptions {
  /** How often one request is sent in all; default 5. 1 means that nothing is waited for. */
  tries?: number;
  /** All waits of one call together; default 20 000. */
  maxWaitMs?: number;
  /** After so many calls that were throttled to the end, nothing is waited for any more; default 5. */
  giveUpAfter?: number;
}

/**
 * Patience with a busy target: when a 429 or 503 says when to come back (RFC 9110, 10.2.3), it is asked again then, and
 * nothing else before. The patience is bounded for each call and for the whole run, so that a target that is always busy
 * costs little time.
 */
export class Throttle {
  readonly #tries: number;
  readonly #maxWaitMs: number;
  readonly #signal: AbortSignal;
  #patience: number;
  /** When the target wants to be asked again, in milliseconds since the epoch: until then nobody asks. */
  #until = 0;

  constructor({ tries = 5, maxWaitMs = 20_000, giveUpAfter = 5 }: ThrottleOptions, signal: AbortSignal) {
    this.#tries = tries;
    this.#maxWaitMs = maxWaitMs;
    this.#patience = giveUpAfter;
    this.#signal = signal;
  }

  /** Resolves when the target has not asked for quiet, or no longer. */
  async quiet(): Promise<void> {
    for (let left = this.#until - now(); left > 0 && !this.#signal.aborted; left = this.#until - now())
      await pause(left, this.#signal);
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
      this.#until = Math.max(this.#until, now() + waitMs);
      await pause(waitMs, this.#signal);
      return { ...hop, follows: { exchange: exchange.id, because: "throttled" } };
    };
  }
}

/** Milliseconds from `now` until the time that a Retry-After names, in seconds or as a date; undefined for neither. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = httpDate(value, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}
