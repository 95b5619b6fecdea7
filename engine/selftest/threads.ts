import { Worker } from "node:worker_threads";
import type { Fault } from "../../registry/fault.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { type Examination, type ExamineOptions, settingsKey } from "./examine.ts";

/** What a thread is told, as plain data. */
export interface ThreadTask extends ExamineOptions {
  specs: readonly SpecVersion[];
  /** Ids. */
  faults: readonly string[];
}

/**
 * Deals the faults out, alike in number. Those that need the same settings stay together unless they are many, so that
 * few sound registries are examined twice.
 */
export function shares(faults: readonly Fault[], count: number): Fault[][] {
  const dealt: Fault[][] = Array.from({ length: count }, () => []);
  const smallest = () => dealt.reduce((least, share) => (share.length < least.length ? share : least));
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = settingsKey(fault.settings);
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  for (const group of [...groups.values()].sort((a, b) => a.length - b.length)) {
    const many = group.length > faults.length / (count * 4);
    for (const part of many ? group.map((fault) => [fault]) : [group]) smallest().push(...part);
  }
  return dealt.filter((share) => share.length > 0);
}

/** Examines the faults in a thread of their own. Rejects with whatever ends the thread early. */
export function examineInThread(
  specs: readonly SpecVersion[],
  faults: readonly Fault[],
  options: ExamineOptions,
): Promise<Examination> {
  const task: ThreadTask = { specs, faults: faults.map(({ id }) => id), ...options };
  // Each run leaves megabytes behind that no later one needs: a larger nursery spares the collector a tenth of the time.
  const resourceLimits = { maxYoungGenerationSizeMb: 128 };
  const worker = new Worker(new URL("thread.js", import.meta.url), { workerData: task, resourceLimits });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("a thread of the self-test ended without a word")));
  });
}
