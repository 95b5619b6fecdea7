import type { Client } from "../client/client.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Cleanup, Report, Result, ScenarioReport } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { clearAway } from "./cleanup/clear-away.ts";
import { type Change, goneNow, type Kept, keyOf } from "./cleanup/kept.ts";
import { Ledger } from "./cleanup/ledger.ts";
import { Uploads } from "./cleanup/uploads.ts";
import { watched } from "./cleanup/watched.ts";
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
  /** The target is a registry of this process, to which no proxy leads. */
  isOurs?: boolean;
  signal?: AbortSignal | undefined;
  /**
   * Begins the scenarios in another order, and judges in it. No verdict depends on that: a test of the suite itself wants to
   * see it.
   */
  inOrder?: (plan: Plan) => Plan;
  /** Called before the first request. */
  onOpen?: (start: Start) => void;
  /** Called when the target was seen to be one. */
  onStart?: (start: Start) => void;
  /** Called with everything that is recorded, secrets masked, as it happens; verdicts come after what they rest on. */
  onExchange?: (exchange: Exchange) => void;
  onScenario?: (scenario: ScenarioReport) => void;
  onResult?: (result: Result, spec: SpecVersion) => void;
  /** Called with everything that the run makes or deletes, and with what it may make or end before it asks for that. */
  onChange?: (change: Change) => void;
}

/** What is known of a run before its first scenario. */
export interface Start extends Pick<Report, "target" | "configuration"> {
  plans: readonly Plan[];
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
  const { isOurs, signal, onScenario, onResult, onChange } = conduct;
  let isOver = false;
  const target = await openTarget(configuration, {
    faults,
    settings: settingsOf(faults),
    isOurs,
    signal,
    // What removes the run's traces is no part of what it recorded.
    onExchange: (exchange) => {
      if (!isOver) conduct.onExchange?.(exchange);
    },
  });
  try {
    const uploads = new Uploads(onChange);
    const ledger = ledgerOf(target, uploads, onChange);
    const client = isEmbedded ? target.client : watched(target.client, [ledger, uploads]);
    const { product } = configuration;
    const { baseUrl: url } = target.client;
    const start = { target: { url, ...(product ? { product } : {}) }, configuration: target.configuration, plans };
    conduct.onOpen?.(start);
    await preflight(client, target.place);
    conduct.onStart?.(start);
    const report = await runTarget(plans, {
      client,
      place: target.place,
      configuration: target.configuration,
      product,
      signal,
      onScenario,
      onResult,
    });
    isOver = true;
    if (isEmbedded || configuration.keep) return report;
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

function ledgerOf({ client: { baseUrl }, place }: Target, uploads: Uploads, onChange: Conduct["onChange"]): Ledger {
  const ownership = {
    baseUrl,
    runId: place.runId,
    ownsRepository: (name: string) => place.isNew && name.startsWith(place.repository),
  };
  return new Ledger(ownership, uploads, onChange);
}

/** Over the run's own connections, and over new ones when it was interrupted: that ends the client of the run. */
async function cleanUp(
  { client: run }: Target,
  { ledger, uploads }: { ledger: Ledger; uploads: Uploads },
  configuration: Configuration,
  { onChange, signal }: Conduct,
): Promise<Cleanup> {
  const mayGo = ({ kind }: Pick<Kept, "kind">) => !configuration.keepKinds.includes(kind);
  const kept = ledger.kept.filter(mayGo);
  const open = mayGo({ kind: "upload" }) ? uploads.open : [];
  const clear = (client: Client) =>
    clearAway(client, { kept, open, canCancel: uploads.canCancel }, configuration.settleMs);
  let cleanup = await clear(run);
  if (signal?.aborted) {
    const other = clientTo(run.baseUrl, configuration);
    cleanup = await clear(other).finally(() => other.close());
  }
  const left = new Set(cleanup.left.map(keyOf));
  const uploadsKept = open.map(({ repository, told }): Kept => ({ kind: "upload", repository, reference: told }));
  for (const each of [...kept, ...uploadsKept]) if (!left.has(keyOf(each))) onChange?.(goneNow(each));
  return { ...cleanup, left: [...cleanup.left, ...ledger.shared.filter(mayGo).map(anybodys)] };
}

function anybodys({ kind, repository, reference }: Kept): Cleanup["left"][number] {
  return { kind, repository, reference, reason: "others may have pushed the same" };
}
