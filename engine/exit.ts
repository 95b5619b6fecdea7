import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";

export const exitCodes = { conformant: 0, nonConformant: 1, usage: 2, untestable: 3, interrupted: 130 } as const;

/** The worst of the judged versions: 130 before 1 before 3 before 0. */
export function exitCodeOf(report: Report, options: { strict?: boolean } = {}): number {
  const codes = reportsByVersion(report).map((each) => exitCodeUnder(each, options));
  const { interrupted, nonConformant, untestable, conformant } = exitCodes;
  return [interrupted, nonConformant, untestable].find((code) => codes.includes(code)) ?? conformant;
}

/**
 * 0 conformant (warnings allowed unless strict), 1 not conformant, 3 when the target could not be tested: it never gave
 * back what was pushed and broke nothing either, or most verdicts ended in errors; 130 interrupted.
 */
function exitCodeUnder({ interrupted, summary, results }: Report, { strict = false }): number {
  if (interrupted) return exitCodes.interrupted;
  const { pass, fail, warn, error } = summary.verdicts;
  if (fail > 0) return exitCodes.nonConformant;
  if (error > results.length / 2) return exitCodes.untestable;
  if (!summary.conformant) return pass === 0 ? exitCodes.untestable : exitCodes.nonConformant;
  return strict && warn > 0 ? exitCodes.nonConformant : exitCodes.conformant;
}
