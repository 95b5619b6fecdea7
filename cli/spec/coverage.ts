import type { CommandModule } from "yargs";
import { exitCodes } from "../../engine/exit.ts";
import { readSpec } from "../../gate/documents.ts";
import { coverageText } from "../../reporters/spec/coverage.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";
import { useColor } from "../color.ts";
import { type TextArguments, textOptions } from "./options.ts";

interface CoverageArguments extends TextArguments {
  spec: SpecVersion;
  format: "table" | "json";
  statements: boolean;
}

export const specCoverageCommand: CommandModule<object, CoverageArguments> = {
  command: "coverage <checkout>",
  describe: "Follow each statement to its requirements, tests and faults: exit 1 when something is missing",
  builder: (yargs) =>
    textOptions(yargs)
      .option("spec", {
        type: "string",
        default: "edge",
        choices: specVersions,
        describe: "Version of the catalogue to look in",
      })
      .option("format", { type: "string", default: "table", choices: ["table", "json"], describe: "How to print it" })
      .option("statements", {
        type: "boolean",
        default: false,
        describe: "Every statement with its requirements, tests and faults, not only counts by section",
      }) as never,
  handler: async ({ checkout, ref, spec, format, statements }) => {
    // The corpus of documents takes its time to make: no other command should wait for it.
    const { coverageOfText } = await import("../../engine/statement-coverage.ts");
    const coverage = coverageOfText(readSpec(checkout, ref), spec);
    const text =
      format === "json"
        ? `${JSON.stringify(coverage, null, 2)}\n`
        : coverageText(coverage, { color: useColor(process.stdout), statements });
    process.stdout.write(text);
    const complete = coverage.statements.every(({ gaps }) => gaps.length === 0);
    process.exitCode = complete ? exitCodes.conformant : exitCodes.nonConformant;
  },
};
