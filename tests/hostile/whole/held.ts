import { test } from "vitest";
import { encounter, expectNoHarm, expectNoPraise } from "../encounter.ts";
import { kinds } from "../kinds.ts";

/** Waiting is all that these cost: the shorter the better. */
const waits = /without end|drips|silence|above the body/;

/** A run of a category against each kind of the group. Several at once: most of the time they wait. */
export function held(group: string, category: string): void {
  test.concurrent.each(Object.entries(kinds[group] ?? {}))("a run is held with %s", async (name, hostility) => {
    const met = await encounter(hostility, { category: [category], timeout: waits.test(name) ? 0.25 : 5 });
    expectNoHarm(met);
    expectNoPraise(name, met);
  });
}
