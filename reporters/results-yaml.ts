import { stringify } from "yaml";
import type { Report } from "../schemas/report.ts";
import { configurationOf } from "./results-yaml/configuration.ts";
import { apis, data } from "./results-yaml/names.ts";
import { statusesOf } from "./results-yaml/status.ts";

/**
 * The official suite's results.yaml: `config`, then `apis` and `data` by their official names, sorted, each with the
 * highest of `Skip` < `Pass` < `FAIL` < `Error`. Names that were not judged are absent.
 */
export function renderResultsYaml(report: Report): string {
  const statuses = { apis: statusesOf(apis, report.results), data: statusesOf(pushed(report), report.results) };
  return stringify({ config: configurationOf(report, statuses.apis, statuses.data), ...statuses }, { lineWidth: 0 });
}

/** The names in `data` without what was not pushed of it, in their order. */
function pushed({ configuration: { skipData } }: Report): typeof data {
  const isSkipped = Array.isArray(skipData) && skipData.includes("an index of an index");
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== "Nested Index" || !isSkipped));
}
