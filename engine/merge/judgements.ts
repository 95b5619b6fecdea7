import type { CapabilityReport, Judgement, Report, Result, Verdict } from "../../schemas/report.ts";
import { catalogue } from "../../specs/catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { summaryOfJudgement } from "../summary.ts";
import type { ShownJudgement, ShownResult } from "./conversations.ts";

/** Of two verdicts on one requirement the earlier one here counts. */
const worstFirst: readonly Verdict[] = ["fail", "error", "blocked", "warn", "pass", "info", "skip"];

const order = new Map(catalogue.map(({ id }, index) => [id, index]));

/** What the shards found out and judged by one version of the spec, as one. */
export function mergeJudgements(spec: SpecVersion, shards: readonly ShownJudgement[], requests: number): Judgement {
  const capabilities = mergeCapabilities(shards.map((shard) => shard.capabilities));
  const results = mergeResults(shards.flatMap((shard) => shard.results));
  return { spec, capabilities, summary: summaryOfJudgement({ results, capabilities }, requests), results };
}

function mergeResults(shown: readonly ShownResult[]): Result[] {
  const chosen = new Map<string, ShownResult>();
  for (const one of shown) {
    const other = chosen.get(one.result.requirement);
    if (!other || counts(one, other) < 0) chosen.set(one.result.requirement, one);
  }
  return [...chosen.values()]
    .map(({ result }) => result)
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.requirement < b.requirement ? -1 : 1));
}

/** Negative when `a` counts, and not `b`. */
function counts(a: ShownResult, b: ShownResult): number {
  const rank = ({ result }: ShownResult) => worstFirst.indexOf(result.verdict);
  return rank(a) - rank(b) || (a.key < b.key ? -1 : 1);
}

/** In catalogue order; what this version does not know comes last. */
function placeOf({ requirement }: Result): number {
  return order.get(requirement) ?? order.size;
}

/** What one shard saw outweighs what another could not find out; seen to be there outweighs seen to be absent. */
function mergeCapabilities(found: readonly Report["capabilities"][]): Report["capabilities"] {
  const weight = ({ supported }: CapabilityReport) => (supported === null ? 0 : supported ? 2 : 1);
  const merged = new Map<string, CapabilityReport>();
  for (const [name, finding] of found.flatMap((capabilities) => Object.entries(capabilities))) {
    const other = merged.get(name);
    const heavier = other ? weight(finding) - weight(other) || (finding.reason < other.reason ? 1 : -1) : 1;
    if (heavier > 0) merged.set(name, finding);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}
