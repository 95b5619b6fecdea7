import { summaryOfJudgement } from "../../engine/summary.ts";
import type { Report, Result } from "../../schemas/report.ts";

export function resultOf({ results }: Report, requirement: string): Result {
  return results.find((each) => each.requirement === requirement) as Result;
}

/** Makes the summary one of what the report states otherwise. */
export function countAnew(report: Report): void {
  report.summary = summaryOfJudgement(report, report.exchanges.length);
}
