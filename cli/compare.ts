import type { CommandModule } from "yargs";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { type Failure, failures, regressions } from "../engine/regression.ts";
import { readReport } from "../engine/report-file.ts";
import { renderComparisonMarkdown } from "../reporters/comparison/markdown.ts";
import { renderComparison } from "../reporters/comparison/terminal.ts";
import { type Comparison, comparisonOf } from "../reporters/comparison.ts";
import { printedJson } from "../reporters/json-text.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { type SpecVersion, specVersions } from "../specs/model.ts";
import { useColor } from "./color.ts";

const formats = ["terminal", "markdown", "json"] as const;

interface CompareArguments {
  before: string;
  after: string;
  format: (typeof formats)[number];
  failOn: Failure[];
  beforeSpec?: SpecVersion | undefined;
  afterSpec?: SpecVersion | undefined;
}

export const compareCommand: CommandModule<object, CompareArguments> = {
  command: "compare <before> <after>",
  describe: "Tell what got better, worse, new and gone between two reports; ends with 1 when something got worse",
  builder: (yargs) =>
    yargs
      .positional("before", { type: "string", describe: "A report.json, or report.json.gz" })
      .positional("after", { type: "string", describe: "Another: of a later version of the registry, spec or suite" })
      .option("format", {
        type: "string",
        default: "terminal",
        choices: formats,
        describe: "How to print it; json is a list, an entry for each version of the spec",
      })
      .option("before-spec", {
        type: "string",
        choices: specVersions,
        describe: "Only what the first says of this version",
      })
      .option("after-spec", {
        type: "string",
        choices: specVersions,
        describe: "Only what the second says of this version",
      })
      .option("fail-on", {
        type: "string",
        array: true,
        default: ["worse"],
        choices: failures,
        describe: "What ends with 1 (new: what is new and broken); repeatable",
      }) as never,
  handler: ({ before, after, format, failOn, beforeSpec, afterSpec }) => {
    const sides = [sideOf(before, beforeSpec), sideOf(after, afterSpec)] as const;
    const comparisons = comparisonsOf(...sides);
    process.stdout.write(text(comparisons, format));
    const regressed = comparisons.some((comparison) => regressions(comparison, failOn).length > 0);
    process.exitCode = regressed ? exitCodes.nonConformant : exitCodes.conformant;
  },
};

/** @throws UsageError when the report does not judge that version */
function sideOf(file: string, spec: SpecVersion | undefined): Report {
  const report = readReport(file);
  if (spec === undefined) return report;
  const found = reportsByVersion(report).find((each) => each.spec.distribution === spec);
  if (!found) throw new UsageError(`${file} does not judge by ${spec}`);
  return found;
}

/** One comparison for each version of the spec that both judge; where there is none, of their first versions. */
function comparisonsOf(before: Report, after: Report): Comparison[] {
  const earlier = reportsByVersion(before);
  const pairs = reportsByVersion(after).flatMap((later) => {
    const same = earlier.find(({ spec }) => spec.distribution === later.spec.distribution);
    return same ? [comparisonOf(same, later)] : [];
  });
  return pairs.length > 0 ? pairs : [comparisonOf(before, after)];
}

function text(comparisons: readonly Comparison[], format: CompareArguments["format"]): string {
  switch (format) {
    case "json":
      return printedJson(comparisons);
    case "markdown":
      return comparisons.map(renderComparisonMarkdown).join("\n");
    case "terminal": {
      const color = useColor(process.stdout);
      return comparisons.map((comparison) => renderComparison(comparison, { color })).join("\n");
    }
  }
}
