import type { Cleanup, Report, Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { type Change, keyOf, Ledger } from "./cleanup/ledger.ts";
import { removeAll } from "./cleanup/remove.ts";
import type { Configuration } from "./configuration.ts";
import { UsageError } from "./errors.ts";
import { faultsNamed, settingsOf } from "./faults.ts";
import { type Plan, planOf, shardOf } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { runTarget } from "./run.ts";
import { clientTo, openTarget, type Target } from "./target.ts";

/** What a caller may listen to, and how it may intervene. */
export interface Conduct {
  /** Ids of faults for the embedded registry. */
  faults?: string[] | undefined;
  signal?: AbortSignal | undefined;
  /**
   * Begins the scenarios in another order, and judges in it. No verdict depends on that: a test of the suite itself wants to
   * see it.
   */
  inOrder?: (plan: Plan) => Plan;
  onStart?: (start: { url: string; planned: number }) => void;
  onResult?: (result: Result, spec: SpecVersion) => void;
  /** Called with everything that the run makes or deletes, as it happens. */
  onChange?: (change: Change) => void;
}

/**
 * One whole run: plan, target, preflight, scenarios, verdicts, and the removal of what it made (unless the target is
 * embedded, or all is to be kept).
 * @throws UsageError for a selection that cannot be, UntestableTarget when there is nothing to test
 */
export async function conductRun(configuration: Configuration, conduct: Conduct = {}): Promise<Report> {
  const plans = plansOf(configuration).map((plan) => conduct.inOrder?.(plan) ?? plan);
  const faults = faultsNamed(conduct.faults ?? []);
  const isEmbedded = configuration.baseUrl === undefined;
  if (faults.length > 0 && !isEmbedded)
    throw new UsageError("--fault changes the embedded registry: leave out the registry's address");
  let ledger: Ledger | undefined;
  const target = await openTarget(configuration, {
    faults,
    settings: settingsOf(faults),
    signal: conduct.signal,
    onExchange: (exchange) => {
      for (const change of ledger?.note(exchange) ?? []) conduct.onChange?.(change);
    },
  });
  try {
    if (!isEmbedded) ledger = ledgerOf(target);
    await preflight(target.client, target.place);
    conduct.onStart?.({
      url: target.client.baseUrl,
      planned: plans.reduce((total, { tests }) => total + tests.length, 0),
    });
    const report = await runTarget(plans, {
      client: target.client,
      place: target.place,
      configuration: target.configuration,
      product: configuration.product,
      signal: conduct.signal,
      onResult: conduct.onResult,
    });
    if (!ledger || configuration.keep) return report;
    return { ...report, cleanup: await cleanUp(target, ledger, configuration, conduct) };
  } finally {
    await target.close();
  }
}

/** @throws UsageError when the shard has nothing to do */
function plansOf({ specs, selection, shard }: Configuration): Plan[] {
  const plans = specs.map((spec) => planOf(spec, selection));
  if (!shard) return plans;
  const parts = plans.map((plan) => shardOf(plan, shard));
  if (parts.every(({ tests }) => tests.length === 0))
    throw new UsageError(`--shard ${shard.index}/${shard.count}: there are fewer scenarios than shards`);
  return parts;
}

function ledgerOf({ client: { baseUrl }, place }: Target): Ledger {
  return new Ledger({
    baseUrl,
    runId: place.runId,
    ownsRepository: (name) => place.isNew && name.startsWith(place.repository),
  });
}

/** Over the run's own connections, and over new ones when it was interrupted: that ends the client of the run. */
async function cleanUp(
  { client }: Target,
  ledger: Ledger,
  configuration: Configuration,
  { onChange, signal }: Conduct,
): Promise<Cleanup> {
  const kept = ledger.kept.filter(({ kind }) => !configuration.keepKinds.includes(kind));
  let cleanup = await removeAll(client, kept, configuration.settleMs);
  if (signal?.aborted) {
    const other = clientTo(client.baseUrl, configuration);
    const leftKeys = new Set(cleanup.left.map(keyOf));
    const again = await removeAll(
      other,
      kept.filter((each) => leftKeys.has(keyOf(each))),
      configuration.settleMs,
    ).finally(() => other.close());
    cleanup = { ...again, removed: cleanup.removed + again.removed, requests: cleanup.requests + again.requests };
  }
  const left = new Set(cleanup.left.map(keyOf));
  for (const each of kept) if (!left.has(keyOf(each))) onChange?.({ ...each, happened: "gone" });
  return cleanup;
}
