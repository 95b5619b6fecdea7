import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import type { Check } from "../engine/bundle/checks.ts";
import { isFolder, reviewFolder, reviewOf, submissionsOf } from "../engine/bundle.ts";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { prepareFolder } from "../engine/output.ts";
import { readReport } from "../engine/report-file.ts";
import { oneLine } from "../reporters/visible.ts";

interface BundleArguments {
  report: string;
  product?: string | undefined;
  readme?: string | undefined;
  out: string;
}

export const bundleCommand: CommandModule<object, BundleArguments> = {
  command: "bundle <report>",
  describe: "Make a submission to opencontainers/oci-conformance of a report, and review it; of a folder: review it",
  builder: (yargs) =>
    yargs
      .positional("report", {
        type: "string",
        describe: "A report.json or report.json.gz, or the folder of a submission",
      })
      .option("product", { type: "string", describe: "The PRODUCT.yaml of the product" })
      .option("readme", { type: "string", describe: "The README.md of the submission (default: made)" })
      .option("out", { type: "string", default: ".", describe: "Folder of the results repository" }) as never,
  handler: async (wishes) => {
    const sound = isFolder(wishes.report) ? show(wishes.report, await reviewFolder(wishes.report)) : await make(wishes);
    process.exitCode = sound ? exitCodes.conformant : exitCodes.nonConformant;
  },
};

async function make({ report, product, readme, out }: BundleArguments): Promise<boolean> {
  if (product === undefined) throw new UsageError("--product names the PRODUCT.yaml of the product");
  const text = readme === undefined ? undefined : textOf("--readme", readme);
  const submissions = submissionsOf(readReport(report), textOf("--product", product), text);
  prepareFolder(out);
  let sound = true;
  for (const submission of submissions) {
    const folder = join(out, submission.folder);
    mkdirSync(folder, { recursive: true });
    for (const { file, content } of submission.files) writeFileSync(join(folder, file), content);
    sound = show(folder, await reviewOf(submission)) && sound;
  }
  return sound;
}

/** How many problems of a kind are named. */
const shown = 5;

/** Prints what a reviewer would say, and returns whether all is well. */
function show(folder: string, checks: readonly Check[]): boolean {
  const lines = checks.flatMap(({ question, problems }) => [
    `  ${problems.length === 0 ? "✓" : "✗"} ${question}`,
    ...problems.slice(0, shown).map((problem) => `      ${oneLine(problem, 300)}`),
    ...(problems.length > shown ? [`      and ${problems.length - shown} more`] : []),
  ]);
  process.stdout.write([folder, ...lines, ""].join("\n"));
  return checks.every(({ problems }) => problems.length === 0);
}

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}`);
  }
}
