import { stringify } from "yaml";
import type { Report } from "../schemas/report.ts";
import { configurationOf } from "./results-yaml/configuration.ts";
import { apis, data } from "./results-yaml/names.ts";
import { statusesOf } from "./results-yaml/status.ts";
import { acting } from "./visible.ts";

/**
 * The official suite's results.yaml: `config`, then `apis` and `data` by their official names, sorted, each with the
 * highest of `Skip` < `Pass` < `FAIL` < `Error`. Names that were not judged are absent.
 */
export function renderResultsYaml(report: Report): string {
  const statuses = { apis: statusesOf(apis, report.results), data: statusesOf(pushed(report), report.results) };
  const document = { config: configurationOf(report, statuses.apis, statuses.data), ...statuses };
  const text = stringify(document, { lineWidth: 0 });
  if (text.search(acting) === -1) return text;
  return stringify(document, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE" }).replace(acting, escapeOf);
}

/** YAML itself escapes only the first 32 characters, and only between double quotes. */
function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** The names in `data` without what was not pushed of it, in their order. */
function pushed({ configuration: { skipData } }: Report): typeof data {
  const isSkipped = Array.isArray(skipData) && skipData.includes("an index of an index");
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== "Nested Index" || !isSkipped));
}
