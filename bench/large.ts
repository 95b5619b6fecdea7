import { holdOurs } from "./held.ts";
import { peakMBOf } from "./measured.ts";
import type { BenchRegistry } from "./registries.ts";
import type { LargeResult } from "./results.ts";

/** A run with `--large` and these options: what it takes here, and what it takes the registry. */
export async function large(what: string, registry: BenchRegistry, options: readonly string[]): Promise<LargeResult> {
  const running = await registry.start();
  try {
    const { report, requests, told, wallMs, cpuMs, peakMB } = await holdOurs(running, ["--large", ...options]);
    const bytes = (report?.exchanges ?? []).reduce(
      (total, { request, response }) => total + request.body.size + (response?.body.size ?? 0),
      0,
    );
    return {
      what,
      registry: registry.name,
      suite: { wallMs, cpuMs, peakMB },
      registryPeakMB: (running.pid === undefined ? undefined : peakMBOf(running.pid)) ?? 0,
      requests,
      bytes,
      told,
    };
  } finally {
    await running.stop();
  }
}
