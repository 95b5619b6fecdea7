import { startDelayingProxy } from "./delay.ts";
import { officialCosts, ourCosts } from "./economy.ts";
import { type Held, holdOfficial, holdOurs } from "./held.ts";
import { median, medians, repeated } from "./median.ts";
import { type BenchRegistry, reference, registries } from "./registries.ts";
import type { Results, SuiteName, SuiteRow } from "./results.ts";

/** One row to be measured. */
interface Cell extends Pick<SuiteRow, "suite" | "roundTripMs" | "concurrency" | "runs" | "sideBySide"> {
  registry: BenchRegistry;
}

type Sample = Held & { wire?: NonNullable<SuiteRow["wire"]> };

/**
 * Both suites against the same registries, each run against a new one. Runs that mostly wait for a distant registry
 * are held side by side in the end, since they would take minutes each.
 */
export async function suites(
  mode: Results["mode"],
  say: (text: string) => void,
): Promise<Pick<Results, "suites" | "economy">> {
  const cells = cellsFor(mode);
  const samples = new Map<Cell, Sample[]>();
  const measure = async (cell: Cell) => {
    samples.set(cell, await repeated(cell.runs, () => sampleOf(cell)));
    say(`${cell.suite} against ${cell.registry.name}, ${cell.roundTripMs} ms, concurrency ${cell.concurrency}`);
  };
  for (const cell of cells.filter(({ sideBySide }) => !sideBySide)) await measure(cell);
  await Promise.all(cells.filter(({ sideBySide }) => sideBySide).map(measure));
  const taken = (suite: SuiteName) =>
    samples.get(cells.find((cell) => cell.suite === suite && cell.registry === reference) as Cell)?.[0] as Sample;
  const [official, ours] = [taken("official").official, taken("ours").report];
  return {
    suites: cells.map((cell) => rowOf(cell, samples.get(cell) ?? [])),
    ...(official && ours ? { economy: { official: officialCosts(official), ours: ourCosts(ours) } } : {}),
  };
}

function cellsFor(mode: Results["mode"]): Cell[] {
  const full = mode === "full";
  const runs = full ? 5 : 3;
  const chosen = full ? registries() : [reference];
  return chosen.flatMap((registry) =>
    (full ? [0, 20, 100] : [0, 20]).flatMap((roundTripMs): Cell[] => {
      const near = roundTripMs === 0;
      const common = { registry, roundTripMs };
      const slow = { sideBySide: !near, runs: near ? runs : 1 };
      return [
        { ...common, suite: "official", concurrency: "1", ...slow },
        { ...common, suite: "ours", concurrency: "1", ...slow },
        { ...common, suite: "ours", concurrency: "default", runs, sideBySide: false },
      ];
    }),
  );
}

async function sampleOf({ suite, registry, roundTripMs, concurrency }: Cell): Promise<Sample> {
  const running = await registry.start();
  const proxy = roundTripMs === 0 ? undefined : await startDelayingProxy(running.url, roundTripMs);
  try {
    const target = { ...running, url: proxy?.url ?? running.url };
    const options = concurrency === "default" ? [] : ["--concurrency", concurrency];
    const held = suite === "official" ? await holdOfficial(target) : await holdOurs(target, options);
    return { ...held, ...(proxy ? { wire: proxy.counts() } : {}) };
  } finally {
    await proxy?.close();
    await running.stop();
  }
}

function rowOf({ registry, ...cell }: Cell, samples: readonly Sample[]): SuiteRow {
  const wires = samples.flatMap(({ wire }) => wire ?? []);
  const ratios = samples.flatMap(({ criticalPathRatio }) => criticalPathRatio ?? []);
  return {
    ...cell,
    registry: registry.name,
    ...medians(samples, ["wallMs", "cpuMs", "peakMB", "requests", "verdicts"]),
    told: samples[0]?.told ?? "",
    ...(wires.length > 0 ? { wire: medians(wires, ["connections", "sent", "received"]) } : {}),
    ...(ratios.length > 0 ? { criticalPathRatio: median(ratios) } : {}),
  };
}
