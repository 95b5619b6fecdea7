import { describe, expect, test } from "vitest";
import { fleet } from "../fleet/fleet.ts";
import { arrangementFrom } from "./orders.ts";
import { numberFrom } from "./random.ts";
import { run, verdictsOf } from "./verdicts.ts";

const repeats = numberFrom("REPEATS", 2);
/** Each run but the first in an order and with a concurrency by chance; 0 for none. */
const shuffle = numberFrom("SHUFFLE", 0);
/** Names of registries, or all. */
const chosen = process.env.PRODUCTS?.split(",");

/** A registry that nobody here wrote, started anew for each run. */
describe.each(fleet.filter(({ name }) => chosen?.includes(name) ?? true))("$name $version", ({ missing, setups }) => {
  test.each(Object.entries(setups))(`%s: ${repeats} runs get the same verdicts`, async (_, start) => {
    const found = new Map<string, number>();
    const differ: string[] = [];
    let first: Record<string, string> | undefined;
    for (let again = 0; again < repeats; again++) {
      const registry = await start();
      try {
        const { concurrency, inOrder } = arrangementFrom(shuffle * 1000 + again);
        const report =
          shuffle > 0 && again > 0
            ? await run(registry.url, { ...registry.wishes, concurrency }, { inOrder })
            : await run(registry.url, registry.wishes);
        const verdicts = verdictsOf(report);
        first ??= verdicts;
        const said = (id: string) =>
          report.results.find(({ requirement }) => id.endsWith(` ${requirement}`))?.message ?? "";
        for (const [id, verdict] of Object.entries(verdicts))
          if (verdict !== first[id]) differ.push(`run ${again + 1}: ${id}: ${verdict}, not ${first[id]} (${said(id)})`);
        const key = JSON.stringify(verdicts);
        found.set(key, (found.get(key) ?? 0) + 1);
      } finally {
        await registry.stop();
      }
    }
    expect(differ).toEqual([]);
  });
  if (missing) test("cannot be started here", ({ skip }) => skip(missing));
});
