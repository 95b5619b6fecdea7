import { acceptance, said } from "../said.ts";
import { verdictSigns } from "../signs.ts";
import { oneLine } from "../visible.ts";
import type { Page } from "./page.ts";

/** What the baseline accepts: in the sign of its verdict, for it is not as the spec says. */
export function accepted({ report, toned, bold, dim }: Page): string[] {
  const found = report.results.filter((result) => result.accepted);
  if (found.length === 0) return [];
  const lines = found.flatMap((result) => [
    `  ${toned(verdictSigns[result.verdict])} ${oneLine(result.requirement, 100)}  ${acceptance(result)}`,
    `    ${dim(said(result, 300))}`,
  ]);
  return [bold(`Accepted by the baseline: ${found.length}`), ...lines];
}

/** Entries of the baseline that have had their time. */
export function leftovers({ report, bold }: Page): string[] {
  const { stale = [], expired = [] } = report.baseline ?? {};
  const entries = (count: number) => (count === 1 ? "1 entry" : `${count} entries`);
  return [
    ...(stale.length > 0
      ? [
          bold(`Baseline: ${entries(stale.length)} can go, the requirement is kept (--update-baseline takes out)`),
          ...stale.map((id) => `  ${oneLine(id, 100)}`),
        ]
      : []),
    ...(expired.length > 0
      ? [bold(`Baseline: ${entries(expired.length)} had expired`), ...expired.map((id) => `  ${oneLine(id, 100)}`)]
      : []),
  ];
}
