import type { CommandModule } from "yargs";
import { exitCodes } from "../engine/exit.ts";
import { type Failure, failures, regressions } from "../engine/regression.ts";
import { readReport } from "../engine/report-file.ts";
import { renderComparisonMarkdown } from "../reporters/comparison/markdown.ts";
import { renderComparison } from "../reporters/comparison/terminal.ts";
import { type Comparison, comparisonOf } from "../reporters/comparison.ts";
import { useColor } from "./color.ts";

const formats = ["terminal", "markdown", "json"] as const;

interface CompareArguments {
  before: string;
  after: string;
  format: (typeof formats)[number];
  failOn: Failure[];
}

export const compareCommand: CommandModule<object, CompareArguments> = {
  command: "compare <before> <after>",
  describe: "Tell what got better, worse, new and gone between two reports; ends with 1 when something got worse",
  builder: (yargs) =>
    yargs
      .positional("before", { type: "string", describe: "A report.json, or report.json.gz" })
      .positional("after", { type: "string", describe: "Another: of a later version of the registry, spec or suite" })
      .option("format", { type: "string", default: "terminal", choices: formats, describe: "How to print it" })
      .option("fail-on", {
        type: "string",
        array: true,
        default: ["worse"],
        choices: failures,
        describe: "What ends with 1 (new: what is new and broken); repeatable",
      }) as never,
  handler: ({ before, after, format, failOn }) => {
    const comparison = comparisonOf(readReport(before), readReport(after));
    process.stdout.write(text(comparison, format));
    process.exitCode = regressions(comparison, failOn).length > 0 ? exitCodes.nonConformant : exitCodes.conformant;
  },
};

function text(comparison: Comparison, format: CompareArguments["format"]): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(comparison, null, 2)}\n`;
    case "markdown":
      return renderComparisonMarkdown(comparison);
    case "terminal":
      return renderComparison(comparison, { color: useColor(process.stdout) });
  }
}
