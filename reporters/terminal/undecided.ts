import type { Result } from "../../schemas/report.ts";
import { causeLine } from "../root-cause.ts";
import { verdictSigns } from "../signs.ts";
import { oneLine } from "../visible.ts";
import { abbreviated } from "../wording.ts";
import type { Page } from "./page.ts";

/** How many reasons are named before the rest is only counted. */
const shortList = 6;

/** What could not be decided, by the step that stopped it. */
export function undecided(page: Page): string[] {
  const { report, toned, bold, dim, verbose } = page;
  const { rootCauses, verdicts } = report.summary;
  if (verdicts.blocked === 0) return [];
  const shown = verbose ? rootCauses : rootCauses.slice(0, shortList);
  const lines = shown.flatMap((cause) => [
    `  ${toned(verdictSigns.blocked)} ${oneLine(causeLine(report, cause), 200)}`,
    `    ${dim(oneLine(abbreviated(cause.reason), 300))}`,
    ...(verbose ? namesOf(page, (result) => isBlockedBy(result, cause)) : []),
  ]);
  return [bold(`Not decided: ${verdicts.blocked}`), ...lines, ...more(page, rootCauses.length - shown.length, "cause")];
}

function isBlockedBy({ blockedBy }: Result, cause: { scenario: string; step: string }): boolean {
  return blockedBy?.scenario === cause.scenario && blockedBy.step === cause.step;
}

/** What ended in an error: says nothing about the target. */
export function errors({ report, toned, bold, dim }: Page): string[] {
  const found = report.results.filter(({ verdict, accepted }) => verdict === "error" && !accepted);
  if (found.length === 0) return [];
  const lines = found.map(
    ({ requirement, message = "" }) =>
      `  ${toned(verdictSigns.error)} ${oneLine(requirement, 100)}  ${dim(oneLine(abbreviated(message), 300))}`,
  );
  return [bold(`Errors: ${found.length}`), ...lines];
}

/** What does not apply, by reason. */
export function skips(page: Page): string[] {
  const { report, bold, dim, verbose } = page;
  const skipped = report.results.filter(({ verdict }) => verdict === "skip");
  if (skipped.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { reason = "" } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].sort(([, a], [, b]) => b - a);
  const shown = verbose ? reasons : reasons.slice(0, shortList);
  const lines = shown.flatMap(([reason, count]) => [
    `  ${String(count).padStart(3)}  ${dim(oneLine(reason, 300))}`,
    ...(verbose ? namesOf(page, (result) => result.verdict === "skip" && (result.reason ?? "") === reason) : []),
  ]);
  return [bold(`Not applicable: ${skipped.length}`), ...lines, ...more(page, reasons.length - shown.length, "reason")];
}

function namesOf({ report }: Page, wanted: (result: Result) => boolean): string[] {
  return report.results.filter(wanted).map(({ requirement }) => `       ${oneLine(requirement, 100)}`);
}

function more({ dim }: Page, count: number, noun: string): string[] {
  return count > 0 ? [dim(`  and ${count} more ${noun}${count === 1 ? "" : "s"} (--verbose)`)] : [];
}
