import type { Area } from "./area.ts";

/** What one run of the bench measured; a part that was left out is absent. Plain data. */
export interface Results {
  mode: "full" | "quick";
  machine: Machine;
  /** ISO 8601 */
  startedAt: string;
  minutes: number;
  suites?: SuiteRow[];
  /** One of the runs of `suites`, by what its requests are about. */
  economy?: Record<SuiteName, Record<Area, AreaCosts>>;
  start?: StartRow[];
  validate?: ValidateResult;
  large?: LargeResult[];
  reports?: ReportRow[];
  fleet?: FleetRow[];
  selftest?: Measured;
}

export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  /** The load average of the last minute before it began: what else was going on. */
  load: number;
}

/** What a process took, from its start to its end. */
export interface Measured {
  wallMs: number;
  /** User and system together. */
  cpuMs: number;
  /** Peak resident memory, in MB. */
  peakMB: number;
}

export type SuiteName = "official" | "ours";

/** What a run of a suite took; the median of `runs` in each column. */
export interface SuiteRow extends Measured {
  suite: SuiteName;
  registry: string;
  /** Added by the proxy; 0 is without proxy. */
  roundTripMs: number;
  /** `default`, or the number of requests under way at once. */
  concurrency: string;
  runs: number;
  /** Held beside others that mostly wait, too. */
  sideBySide: boolean;
  requests: number;
  verdicts: number;
  /** How many verdicts of each kind: `312 pass, 2 warn`. */
  told: string;
  /** Seen by the proxy; absent without one. */
  wire?: { connections: number; sent: number; received: number };
  /** Wall time over what the longest chain of dependent requests needs; as the report says. */
  criticalPathRatio?: number;
}

export interface AreaCosts {
  requests: number;
  /** Bytes of bodies. */
  sent: number;
  received: number;
  verdicts: number;
}

export interface StartRow {
  what: string;
  wallMs: number;
  runs: number;
}

export interface ValidateResult extends Measured {
  bytes: number;
  /** `sha256sum` and `gzip -dc | sha256sum` of the same file. */
  toolsMs: number;
}

export interface LargeResult {
  what: string;
  registry: string;
  suite: Measured;
  /** Peak resident memory of the registry, in MB. */
  registryPeakMB: number;
  requests: number;
  bytes: number;
  told: string;
}

export interface ReportRow {
  format: string;
  /** Median, for 10,000 requirements over as many exchanges. */
  ms: number;
  bytes: number;
}

export interface FleetRow extends Measured {
  targets: number;
  requests: number;
  verdicts: number;
}
