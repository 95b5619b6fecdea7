import type { Judgement, Report } from "./report.ts";

/** All that the report says, version by version; its own comes first. */
export function judgementsOf({ spec, capabilities, summary, results, alsoJudged = [] }: Report): Judgement[] {
  return [{ spec: spec.distribution, capabilities, summary, results }, ...alsoJudged];
}

/** One report a version, each as a run under that version alone would have made it. */
export function reportsByVersion(report: Report): Report[] {
  const { alsoJudged: _, ...alone } = report;
  return judgementsOf(report).map(({ spec, ...judged }) => ({ ...alone, spec: { distribution: spec }, ...judged }));
}
