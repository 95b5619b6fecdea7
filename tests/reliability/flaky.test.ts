import { describe, expect, test } from "vitest";
import { startRegistry } from "../../registry/server.ts";
import { soundAndBroken } from "./broken.ts";
import { numberFrom } from "./random.ts";
import { startUnreliableProxy } from "./unreliable-proxy.ts";
import { falseVerdicts, run, runIfTestable, verdictsOf } from "./verdicts.ts";

const repeats = numberFrom("REPEATS", 10);
const seeds = numberFrom("SEEDS", 3);
const oneIn = numberFrom("ONE_IN", 50);

test(`${repeats} runs one after the other get the same verdicts`, async () => {
  const registry = await startRegistry();
  try {
    const first = verdictsOf(await run(registry.url));
    for (let again = 1; again < repeats; again++)
      expect(verdictsOf(await run(registry.url)), `run ${again + 1}`).toEqual(first);
  } finally {
    await registry.close();
  }
});

describe("A registry that fails now and then", () => {
  test.each(soundAndBroken(100))(
    `$name: one request in ${oneIn} fails, ${seeds} seeds: no false verdict`,
    async ({ name, faults, wishes }) => {
      const registry = await startRegistry({ faults });
      const undecided: number[] = [];
      try {
        const steadyReport = await run(registry.url, wishes);
        const steady = verdictsOf(steadyReport);
        for (let seed = 1; seed <= seeds; seed++) {
          const proxy = await startUnreliableProxy(registry.url, { seed, oneIn });
          try {
            const report = await runIfTestable(proxy.url, wishes);
            if (!report) continue;
            const found = verdictsOf(report);
            expect(falseVerdicts(steady, found), `seed ${seed}`).toEqual([]);
            if (!steadyReport.summary.conformant) expect(report.summary.conformant, `seed ${seed}`).toBe(false);
            undecided.push(
              Object.values(found).filter((verdict) => verdict === "error" || verdict === "blocked").length,
            );
          } finally {
            await proxy.close();
          }
        }
      } finally {
        await registry.close();
      }
      console.log(`${name}: ${undecided.length} runs, undecided verdicts: ${undecided.join(", ")}`);
    },
  );
});
