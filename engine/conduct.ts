import type { Report, Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { Configuration } from "./configuration.ts";
import { UsageError } from "./errors.ts";
import { faultsNamed, settingsOf } from "./faults.ts";
import { planOf } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { runTarget } from "./run.ts";
import { openTarget } from "./target.ts";

/** What a caller may listen to, and how it may intervene. */
export interface Conduct {
  /** Ids of faults for the embedded registry. */
  faults?: string[] | undefined;
  signal?: AbortSignal | undefined;
  onStart?: (start: { url: string; planned: number }) => void;
  onResult?: (result: Result, spec: SpecVersion) => void;
}

/**
 * One whole run: plan, target, preflight, scenarios, verdicts.
 * @throws UsageError for a selection that cannot be, UntestableTarget when there is nothing to test
 */
export async function conductRun(configuration: Configuration, conduct: Conduct = {}): Promise<Report> {
  const plans = configuration.specs.map((spec) => planOf(spec, configuration.selection));
  const faults = faultsNamed(conduct.faults ?? []);
  if (faults.length > 0 && configuration.baseUrl !== undefined)
    throw new UsageError("--fault changes the embedded registry: leave out the registry's address");
  const target = await openTarget(configuration, { faults, settings: settingsOf(faults), signal: conduct.signal });
  try {
    await preflight(target.client, target.place);
    conduct.onStart?.({
      url: target.client.baseUrl,
      planned: plans.reduce((total, { tests }) => total + tests.length, 0),
    });
    return await runTarget(plans, {
      client: target.client,
      place: target.place,
      configuration: target.configuration,
      product: configuration.product,
      signal: conduct.signal,
      onResult: conduct.onResult,
    });
  } finally {
    await target.close();
  }
}
