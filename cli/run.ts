import type { CommandModule } from "yargs";
import { baselineOf, withBaseline } from "../engine/baseline.ts";
import { conductRun } from "../engine/conduct.ts";
import { configurationOf } from "../engine/configuration.ts";
import { exitCodeOf } from "../engine/exit.ts";
import { Journal } from "../engine/journal.ts";
import { defaultFormats, formatsOf, prepareFolder, writeReports } from "../engine/output.ts";
import { conclusion } from "./conclusion.ts";
import { tellGithub } from "./github.ts";
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
    const baseline = baselineOf(wishes);
    prepareFolder(wishes.out);
    const journal = new Journal(wishes.out);
    const shown = progress({
      quiet: wishes.quiet || wishes.json,
      verbose: wishes.verbose,
      severalSpecs: configuration.specs.length > 1,
    });
    const found = await interruptible((signal) =>
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
    const report = withBaseline(found, baseline, wishes);
    const written = writeReports(report, wishes.out, formats);
    if (formats.includes("github")) tellGithub(report);
    process.stdout.write(wishes.json ? `${JSON.stringify(report, null, 2)}\n` : conclusion(report, written, wishes));
    process.exitCode = exitCodeOf(report, { strict: wishes.strict });
  },
};
