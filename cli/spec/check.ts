import type { CommandModule } from "yargs";
import { UsageError } from "../../engine/errors.ts";
import { exitCodes } from "../../engine/exit.ts";
import { version } from "../../engine/version.ts";
import { checkSpec, isOpen } from "../../gate/check.ts";
import { readSpec } from "../../gate/documents.ts";
import { checkSelf } from "../../gate/self.ts";
import { type SpecCheckFormat, specCheckFormats } from "../../reporters/spec/index.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";
import type { SpecCheck } from "../../specs/statement-change.ts";
import { useColor } from "../color.ts";
import { type TextArguments, textOptions } from "./options.ts";

interface CheckArguments extends TextArguments {
  base?: string;
  spec: SpecVersion;
  format: SpecCheckFormat;
  self: boolean;
  examples: boolean;
}

export const specCheckCommand: CommandModule<object, CheckArguments> = {
  command: "check <checkout>",
  describe: "Hold a spec against the catalogue, or a change of it: exit 1 when a statement is not answered for",
  builder: (yargs) =>
    textOptions(yargs)
      .option("base", {
        type: "string",
        describe: "Compare with this branch, tag or commit, and judge only the change",
      })
      .option("spec", {
        type: "string",
        default: "edge",
        choices: specVersions,
        describe: "Version of the catalogue to hold it against",
      })
      .option("format", {
        type: "string",
        default: "terminal",
        choices: Object.keys(specCheckFormats),
        describe: "How to print the result; markdown: for a comment, github: annotations for GitHub Actions",
      })
      .option("examples", {
        type: "boolean",
        default: false,
        describe: "Validate the JSON examples too; a wrong one ends in exit 1",
      })
      .option("self", {
        type: "boolean",
        default: false,
        describe:
          "Hold the catalogue against all versions: in a clone with its tags, or a folder with the texts of both",
      }) as never,
  handler: async ({ checkout, ref, base, spec, format, self, examples }) => {
    if (self && (ref !== undefined || base !== undefined || examples))
      throw new UsageError("--self reads all versions: it goes with none of --ref, --base and --examples");
    const checks = self ? checkSelf(checkout) : [await checkOne({ checkout, ref, base, spec, examples })];
    for (const check of checks)
      process.stdout.write(specCheckFormats[format](check, { color: useColor(process.stdout), version }));
    process.exitCode = checks.every(isOpen) ? exitCodes.conformant : exitCodes.nonConformant;
  },
};

async function checkOne(args: Omit<CheckArguments, "format" | "self">): Promise<SpecCheck> {
  const { checkout, ref, base, spec, examples } = args;
  const text = readSpec(checkout, ref);
  const check = checkSpec(text, spec, base === undefined ? base : { ref: base, text: readSpec(checkout, base) });
  if (!examples) return check;
  // Only they need the validators of documents, which take their time to load.
  const { checkExamples } = await import("../../engine/spec-examples.ts");
  return { ...check, examples: checkExamples(text, spec) };
}
