import type { Exchange } from "../client/exchange.ts";
import type { Basis, Category, Level, SpecVersion } from "../specs/model.ts";

/**
 * The one document a run produces (`report.json`, described by `schemas/report.schema.json`). Every other format is
 * rendered from it, and nothing else.
 */
export interface Report {
  schemaVersion: 1;
  tool: { name: "oci-conformance"; version: string };
  /** The version that `capabilities`, `summary` and `results` are about. */
  spec: { distribution: SpecVersion };
  target: { url: string; product?: string };
  /** ISO 8601 */
  startedAt: string;
  finishedAt: string;
  interrupted: boolean;
  /** As the run used it, secrets masked. */
  configuration: Record<string, unknown>;
  /** What the target was seen to offer. */
  capabilities: Record<string, CapabilityReport>;
  summary: Summary;
  /** One per planned requirement, in catalogue order. */
  results: Result[];
  /** The same exchanges, judged under further versions of the spec; absent when one version was asked for. */
  alsoJudged?: Judgement[];
  /** What came of removing what the run had made; absent when nothing was to be removed. */
  cleanup?: Cleanup;
  /** What a run must take, however fast either side is. */
  timing?: Timing;
  /** What each scenario remembered for the checks to compare with. */
  scenarios: ScenarioReport[];
  exchanges: Exchange[];
  /** Where the results come from when another suite judged; then there are no exchanges. */
  imported?: ImportNote;
  /** What the baseline of the run had to say that is not accepted in a result; absent without a baseline. */
  baseline?: BaselineReport;
}

export interface ImportNote {
  /** Such as `the official suite, v1 (junit.xml)`. */
  from: string;
  /** Whether the source says when it was tested; if not, the dates of the report are those of 1970. */
  dated: boolean;
}

export interface BaselineReport {
  /** Requirements that it accepts as broken and that pass: their entries can go. */
  stale: string[];
  /** Requirements whose entries had expired when the run started, and so do not count. */
  expired: string[];
}

/** What one version of the spec makes of the recorded exchanges. */
export interface Judgement {
  spec: SpecVersion;
  capabilities: Record<string, CapabilityReport>;
  summary: Summary;
  results: Result[];
}

/**
 * `pass`; `fail` (a MUST is broken); `warn` (a SHOULD is); `info` (a MAY: supported or not); `skip` (not applicable);
 * `blocked` (a step it depends on failed elsewhere); `error` (we, the network or the environment failed).
 */
export type Verdict = "pass" | "fail" | "warn" | "info" | "skip" | "blocked" | "error";

export const verdicts: readonly Verdict[] = ["pass", "fail", "warn", "info", "skip", "blocked", "error"];

/**
 * The run's own tags, manifests and blobs, deleted after it, and the upload sessions that it left open, cancelled; its requests
 * are no part of the report.
 */
export interface Cleanup {
  /** Things that are no longer there. */
  removed: number;
  /** Things that could not be removed, and why. */
  left: { kind: "tag" | "manifest" | "blob" | "upload"; repository: string; reference: string; reason: string }[];
  /** Requests that it took. */
  requests: number;
  /** In a merged report: what each shard did of it, so that one which is merged again counts once. */
  shards?: { startedAt: string; finishedAt: string; removed: number; requests: number }[];
}

export interface Timing {
  /** The most requests that had to be sent one after the other, and the scenario that sent them, with those it came after. */
  longestChain: { scenario: string; requests: number };
  /** The shortest time to the first byte of an answer. */
  roundTripMs: number;
}

export type CategoryStatus = "conformant" | "non-conformant" | "inconclusive" | "not claimed";

export interface CapabilityReport {
  supported: boolean | null;
  /** How we know, or why we could not find out. */
  reason: string;
}

export interface Summary {
  verdicts: Record<Verdict, number>;
  categories: { id: Category; status: CategoryStatus; verdicts: Record<Verdict, number> }[];
  conformant: boolean;
  /** The scenarios' steps that stopped others, with how many verdicts each blocked; the most first. */
  rootCauses: { scenario: string; step: string; reason: string; blocked: number }[];
  /** Requests sent, hops included. */
  requests: number;
}

export interface Result {
  requirement: string;
  title: string;
  /** The keyword in the judged version. */
  level: Level;
  basis: Basis;
  category: Category;
  verdict: Verdict;
  /** One line for people: what was wrong, or what was found. */
  message?: string;
  expected?: string;
  received?: string;
  /** Why it was skipped. */
  reason?: string;
  blockedBy?: { scenario: string; step: string; reason: string };
  /** For a MAY: whether the target supports it. */
  supported?: boolean;
  /** Remarks on what was seen, whatever the verdict. */
  notes?: string[];
  /** The baseline's reason to live with a verdict that is not good, and the last day (UTC) that it holds for. */
  accepted?: { reason: string; until?: string };
  /** Link to the heading in the judged version of the spec. */
  section: string;
  /** `spec.md#anchor@fingerprint` of the statements it stands on, in the judged version. */
  statements: string[];
  endpoint: string | null;
  scenario: string;
  /** Ids of the exchanges that the check read; the one that shows the failure first. */
  exchanges: string[];
  /** Time the scenario took. */
  durationMs: number;
}

export interface ScenarioReport {
  title: string;
  facts: Record<string, unknown>;
  /** Titles of the scenarios that it waited for. */
  after?: string[];
  /** The step at which it stopped, when it did. */
  stoppedBy?: { scenario: string; step: string; reason: string };
  /** In a run that only reads: why it stopped before a request that would have changed something. */
  withheld?: string;
  /** It ended in an error of our own. */
  brokenBy?: string;
  durationMs: number;
}
