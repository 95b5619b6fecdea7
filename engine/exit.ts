import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report, Result, Verdict } from "../schemas/report.ts";
import { statusOf } from "./summary.ts";

export const exitCodes = { conformant: 0, nonConformant: 1, usage: 2, untestable: 3, interrupted: 130 } as const;

/** The worst of the judged versions: 130 before 1 before 3 before 0. */
export function exitCodeOf(report: Report, options: { strict?: boolean } = {}): number {
  const codes = reportsByVersion(report).map((each) => exitCodeUnder(each, options));
  const { interrupted, nonConformant, untestable, conformant } = exitCodes;
  return [interrupted, nonConformant, untestable].find((code) => codes.includes(code)) ?? conformant;
}

/**
 * 0 conformant (warnings allowed unless strict), 1 not conformant, 3 when the target could not be tested: it never gave
 * back what was pushed and broke nothing either, or most verdicts ended in errors; 130 interrupted. What the baseline
 * accepts does not count; an entry of it that can go does, as 1.
 */
function exitCodeUnder(report: Report, { strict = false }): number {
  const { interrupted, results, baseline } = report;
  if (interrupted) return exitCodes.interrupted;
  const open = results.filter(({ accepted }) => !accepted);
  const has = (wanted: Verdict) => open.some(({ verdict }) => verdict === wanted);
  if (has("fail")) return exitCodes.nonConformant;
  if (open.filter(({ verdict }) => verdict === "error").length > results.length / 2) return exitCodes.untestable;
  if (!passes(report, open)) return has("pass") ? exitCodes.nonConformant : exitCodes.untestable;
  if (baseline && baseline.stale.length > 0) return exitCodes.nonConformant;
  return strict && has("warn") ? exitCodes.nonConformant : exitCodes.conformant;
}

/** Whether every category is conformant, or would be without what is accepted. */
function passes({ summary, results }: Report, open: readonly Result[]): boolean {
  if (summary.conformant) return true;
  if (open.length === results.length) return false;
  const statuses = summary.categories.map(({ id, status }) => {
    const own = open.filter(({ category }) => category === id);
    return status === "not claimed" ? status : statusOf(own, true);
  });
  return (
    statuses.includes("conformant") && statuses.every((status) => status === "conformant" || status === "not claimed")
  );
}
