import fc, { type IAsyncProperty, type IProperty } from "fast-check";
import { test } from "vitest";
import { numberFrom } from "../reliability/random.ts";

/** Every law is held against this many times the examples that it asks for; the same SEED gives the same examples. */
const times = numberFrom("FAST_CHECK_RUNS", 1);
const seed = numberFrom("SEED", 1);

/** Whether there is time for what takes long: `npm run properties`, and not `npm test`. */
export const thorough = times > 1;

/**
 * A test that a law holds for as many examples. A failure names the seed, and the smallest example that breaks the law.
 * @param examples in `npm test`; `npm run properties` takes thirty times as many
 */
export function law(title: string, examples: number, property: IProperty<unknown> | IAsyncProperty<unknown>): void {
  test(title, async () => {
    await fc.assert(property as IAsyncProperty<unknown>, { numRuns: examples * times, seed });
  });
}
