import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import type { Machine } from "./results.ts";

/** Where the bench runs. */
export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}
