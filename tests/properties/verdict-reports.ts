import fc from "fast-check";
import { summaryOf } from "../../engine/summary.ts";
import { type Report, verdicts } from "../../schemas/report.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { reportOf, result } from "../reporters/sample-report.ts";

const ids = catalogue
  .filter(({ untestable }) => untestable === null)
  .map(({ id }) => id as string)
  .slice(0, 12);
export const id = fc.constantFrom(...ids);

/** A report of some verdicts. */
export const report: fc.Arbitrary<Report> = fc
  .uniqueArray(
    fc.record({
      requirement: id,
      verdict: fc.constantFrom(...verdicts),
      supported: fc.boolean(),
      level: fc.constantFrom("MUST", "SHOULD", "MAY") as fc.Arbitrary<"MUST">,
    }),
    { selector: ({ requirement }) => requirement, maxLength: 10 },
  )
  .map((sketches) => {
    const results = sketches.map((sketch) => result(sketch));
    return reportOf(results, [], { summary: summaryOf(results, 0) });
  });
