import type { CommandModule } from "yargs";
import { conductRun } from "../engine/conduct.ts";
import { configurationOf } from "../engine/configuration.ts";
import { exitCodeOf } from "../engine/exit.ts";
import { Journal } from "../engine/journal.ts";
import { defaultFormats, formatsOf, prepareFolder, writeReports } from "../engine/output.ts";
import { cleanupLines } from "../reporters/cleanup.ts";
import { renderTerminal } from "../reporters/terminal.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { useColor } from "./color.ts";
import { interruptible } from "./interrupt.ts";
import { type RunArguments, runOptions } from "./options.ts";
import { progress } from "./progress.ts";

export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [registry]",
  describe: "Test a registry (default: the embedded reference registry)",
  builder: runOptions,
  handler: async (wishes) => {
    const configuration = configurationOf(wishes);
    const formats = formatsOf(wishes.reporter ?? defaultFormats);
    prepareFolder(wishes.out);
    const journal = new Journal(wishes.out);
    const shown = progress({
      quiet: wishes.quiet || wishes.json,
      verbose: wishes.verbose,
      severalSpecs: configuration.specs.length > 1,
    });
    const report = await interruptible((signal) =>
      conductRun(configuration, {
        faults: wishes.fault,
        signal,
        onStart: (start) => {
          journal.started(start.url);
          shown.start(start);
        },
        onChange: (change) => journal.change(change),
        onResult: (result, spec) => {
          journal.verdict(result, spec);
          shown.result(result, spec);
        },
      }),
    ).finally(() => {
      shown.end();
      journal.close();
    });
    const written = writeReports(report, wishes.out, formats);
    process.stdout.write(wishes.json ? `${JSON.stringify(report, null, 2)}\n` : conclusion(report, written, wishes));
    process.exitCode = exitCodeOf(report, { strict: wishes.strict });
  },
};

/** What a run prints at its end: the summary under each version, and where the reports are; with `--quiet` only the last word. */
function conclusion(report: Report, written: string[], { quiet, verbose }: RunArguments): string {
  const color = useColor(process.stdout);
  const summaries = reportsByVersion(report).map((each) => renderTerminal(each, { color, verbose, quiet }));
  return [...summaries, ...(quiet ? [] : [...cleanupLines(report), ...written.map((path) => `  ${path}`)]), ""].join(
    "\n",
  );
}
