import type { Client } from "../client/client.ts";
import type { Cleanup, Report, Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { cancelAll } from "./cleanup/cancel.ts";
import { type Change, type Kept, keyOf, Ledger } from "./cleanup/ledger.ts";
import { removeAll } from "./cleanup/remove.ts";
import { Uploads } from "./cleanup/uploads.ts";
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
    const uploads = new Uploads();
    const client = isEmbedded ? target.client : uploads.watching(target.client);
    await preflight(client, target.place);
    conduct.onStart?.({
      url: target.client.baseUrl,
      planned: plans.reduce((total, { tests }) => total + tests.length, 0),
    });
    const report = await runTarget(plans, {
      client,
      place: target.place,
      configuration: target.configuration,
      product: configuration.product,
      signal: conduct.signal,
      onResult: conduct.onResult,
    });
    if (!ledger || configuration.keep) return report;
    return { ...report, cleanup: await cleanUp(target, { ledger, uploads }, configuration, conduct) };
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
  { client: run }: Target,
  { ledger, uploads }: { ledger: Ledger; uploads: Uploads },
  configuration: Configuration,
  { onChange, signal }: Conduct,
): Promise<Cleanup> {
  const mayGo = ({ kind }: Kept) => !configuration.keepKinds.includes(kind);
  const kept = ledger.kept.filter(mayGo);
  const open = configuration.keepKinds.includes("upload") ? [] : uploads.open;
  const removeWith = async (client: Client) => {
    const before = client.exchanges.length;
    const [removed, cancelled] = await Promise.all([
      removeAll(client, kept, configuration.settleMs),
      cancelAll(client, open, uploads.canCancel),
    ]);
    return {
      removed: removed.removed + cancelled.removed,
      left: [...removed.left, ...cancelled.left],
      requests: client.exchanges.length - before,
    };
  };
  let cleanup = await removeWith(run);
  if (signal?.aborted) {
    const other = clientTo(run.baseUrl, configuration);
    cleanup = await removeWith(other).finally(() => other.close());
  }
  const left = new Set(cleanup.left.map(keyOf));
  for (const each of kept) if (!left.has(keyOf(each))) onChange?.({ ...each, happened: "gone" });
  return { ...cleanup, left: [...cleanup.left, ...ledger.shared.filter(mayGo).map(anybodys)] };
}

function anybodys({ kind, repository, reference }: Kept): Cleanup["left"][number] {
  return { kind, repository, reference, reason: "others may have pushed the same" };
}
