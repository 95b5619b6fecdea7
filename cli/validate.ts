import type { CommandModule } from "yargs";
import { UsageError } from "../engine/errors.ts";
import { conductValidation, type ValidationWishes, validationExitCode } from "../engine/validation.ts";
import type { DocumentKind } from "../image/document/kind.ts";
import { type ValidationFormat, validationFormats } from "../reporters/validation/index.ts";
import { specVersions, standardVersion } from "../specs/versions.ts";
import { byteProgress } from "./byte-progress.ts";
import { useColor } from "./color.ts";
import { dashesIn } from "./dash.ts";
import { interruptible } from "./interrupt.ts";
import { reachOptions } from "./options.ts";

interface ValidateArguments extends Omit<ValidationWishes, "inputs" | "limits"> {
  input: string[];
  format: ValidationFormat;
  quiet: boolean;
  strict: boolean;
  maxRatio?: number;
  maxEntries?: number;
  maxPath?: number;
  maxDepth?: number;
  maxJson?: number;
}

const kinds: readonly DocumentKind[] = ["manifest", "index", "config", "descriptor", "layout"];

export const validateCommand: CommandModule<object, ValidateArguments> = {
  command: "validate <input..>",
  describe:
    "Validate images: a layout, an archive of one or of docker save, a reference in a registry, a JSON document",
  builder: (yargs) =>
    reachOptions(yargs)
      .positional("input", {
        type: "string",
        array: true,
        describe:
          "Directory, tar file (gzip and zstd too), registry.example/team/app:1.2, JSON file; - reads standard input",
      })
      .option("as", { type: "string", choices: kinds, describe: "The input is one JSON document of this kind" })
      .option("spec", {
        type: "string",
        default: standardVersion,
        choices: specVersions,
        describe: "Image spec to judge by",
      })
      .option("format", {
        type: "string",
        default: "terminal",
        choices: Object.keys(validationFormats),
        describe: "How to print what was found; github: annotations for GitHub Actions",
      })
      .option("quiet", { type: "boolean", default: false, describe: "Print only errors, warnings and the conclusion" })
      .option("strict", { type: "boolean", default: false, describe: "Exit 1 on warnings too" })
      .option("complete", { type: "boolean", default: false, describe: "Content that is not there is an error" })
      .option("max-ratio", { type: "number", describe: "Uncompressed bytes for a compressed one (500)" })
      .option("max-entries", { type: "number", describe: "Entries of a layer (1000000)" })
      .option("max-path", {
        type: "number",
        describe: "Bytes of a path in a layer (4096); it may have a level for each 16",
      })
      .option("max-depth", { type: "number", describe: "Indexes inside indexes (16)" })
      .option("max-json", { type: "number", describe: "Bytes of a JSON document (16777216)" }) as never,
  handler: async ({ input, format, quiet, strict, ...wishes }) => {
    const shown = byteProgress({ quiet });
    const report = await interruptible((signal) =>
      conductValidation(
        { ...wishes, inputs: dashesIn(input), limits: limitsOf(wishes) },
        { stdin: process.stdin, signal, onProgress: shown.progress },
      ),
    ).finally(shown.end);
    process.stdout.write(validationFormats[format](report, { color: useColor(process.stdout), quiet }));
    process.exitCode = validationExitCode(report, { strict });
  },
};

function limitsOf({ maxRatio, maxEntries, maxPath, maxDepth, maxJson }: Partial<ValidateArguments>) {
  const given = { ratio: maxRatio, entries: maxEntries, path: maxPath, depth: maxDepth, json: maxJson };
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !(value > 0)) throw new UsageError(`--max-${name} takes a number above 0`);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
