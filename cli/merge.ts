import type { CommandModule } from "yargs";
import { baselineOf, withBaseline } from "../engine/baseline.ts";
import { exitCodeOf } from "../engine/exit.ts";
import { mergeReports } from "../engine/merge.ts";
import { defaultFormats, formatsOf, prepareFolder } from "../engine/output.ts";
import { readReport } from "../engine/report-file.ts";
import { conclusion } from "./conclusion.ts";
import { type OutputArguments, outputOptions } from "./output-options.ts";
import { publish } from "./publish.ts";

interface MergeArguments extends OutputArguments {
  reports: string[];
}

export const mergeCommand: CommandModule<object, MergeArguments> = {
  command: "merge <reports..>",
  describe: "Join the reports of a run that was held in shards, in any order; ends like one run of them all",
  builder: (yargs) =>
    outputOptions(
      yargs.positional("reports", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Their report.json, or report.json.gz",
      }),
    ),
  handler: (wishes) => {
    const baseline = baselineOf(wishes);
    const formats = formatsOf(wishes.reporter ?? defaultFormats);
    const merged = mergeReports(wishes.reports.map((name) => ({ name, report: readReport(name) })));
    const report = withBaseline(merged, baseline, wishes);
    prepareFolder(wishes.out);
    const { written, done } = publish(report, wishes.out, formats);
    process.stdout.write(conclusion(report, written, wishes));
    process.exitCode = exitCodeOf(report, { strict: wishes.strict });
    done();
  },
};
