import { startRegistry } from "../../registry/server.ts";
import { type Traffic, trafficOf } from "../../reporters/traffic.ts";
import type { Report } from "../../schemas/report.ts";
import { requirementOf } from "../../specs/catalogue.ts";
import { type Category, categories } from "../../specs/model.ts";
import { conductRun } from "../conduct.ts";
import { type Configuration, configurationOf } from "../configuration.ts";
import { planOf } from "../plan.ts";

/** What a run will send, as far as that can be known before: it depends on the answers. */
export interface Forecast extends Traffic {
  rows: (Traffic & { category: Category; method: string })[];
  /** Requests to remove what was made. */
  cleanup: number;
}

/**
 * Holds the run with a reference registry on loopback in the target's place, and counts. Nothing is sent to the target.
 * @throws what a run throws for a selection that cannot be
 */
export async function forecast(configuration: Configuration): Promise<Forecast> {
  const registry = await startRegistry();
  try {
    const { repository } = configuration;
    if (configuration.existing)
      await conductRun(
        configurationOf({ registry: registry.url, repository, only: ["pull.manifest.*"], keep: true }, {}),
        { isOurs: true },
      );
    const report = await conductRun(
      {
        ...configuration,
        baseUrl: registry.url,
        credentials: undefined,
        existing: configuration.existing && { tag: undefined },
        perSecond: undefined,
        insecure: false,
        ca: undefined,
        cert: undefined,
        key: undefined,
        unixSocket: undefined,
      },
      { isOurs: true },
    );
    return {
      ...trafficOf(report.exchanges),
      rows: rowsOf(report, configuration),
      cleanup: report.cleanup?.requests ?? 0,
    };
  } finally {
    await registry.close();
  }
}

function rowsOf({ exchanges }: Report, configuration: Configuration): Forecast["rows"] {
  const categoryOf = categoriesOfScenarios(configuration);
  return categories.flatMap((category) => {
    const ofCategory = exchanges.filter(({ scenario }) => (categoryOf.get(scenario) ?? "base") === category);
    const methods = [...new Set(ofCategory.map(({ request }) => request.method))].sort();
    return methods.map((method) => ({
      category,
      method,
      ...trafficOf(ofCategory.filter(({ request }) => request.method === method)),
    }));
  });
}

/** By title. One that several categories read counts for the first of them. */
function categoriesOfScenarios({ specs, selection }: Configuration): Map<string, Category> {
  const tests = specs.flatMap((spec) => planOf(spec, selection).tests);
  const found = new Map<string, Category>();
  for (const category of categories)
    for (const { requirement, scenario } of tests)
      if (requirementOf(requirement).category === category && !found.has(scenario.title))
        found.set(scenario.title, category);
  return found;
}
