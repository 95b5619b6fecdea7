import type { CommandModule } from "yargs";
import { baselineOf, withBaseline } from "../engine/baseline.ts";
import { exitCodeOf } from "../engine/exit.ts";
import { reportFromJournal } from "../engine/journal/report.ts";
import { defaultFormats, formatsOf, prepareFolder } from "../engine/output.ts";
import { readReport } from "../engine/report-file.ts";
import { conclusion } from "./conclusion.ts";
import { type OutputArguments, outputOptions } from "./output-options.ts";
import { publish } from "./publish.ts";

interface ReportArguments extends OutputArguments {
  report: string;
}

export const reportCommand: CommandModule<object, ReportArguments> = {
  command: "report <report>",
  describe:
    "Render a report document in other formats, or the report of a killed run from its journal; ends like the run it is of",
  builder: (yargs) =>
    outputOptions(
      yargs.positional("report", {
        type: "string",
        demandOption: true,
        describe: "A report.json, report.json.gz or journal.ndjson",
      }),
    ),
  handler: async (wishes) => {
    const baseline = baselineOf(wishes);
    const isJournal = wishes.report.endsWith(".ndjson");
    const chosen = wishes.reporter ?? defaultFormats.filter((name) => name !== "json");
    const formats = formatsOf(chosen, { document: isJournal });
    const found = isJournal ? await reportFromJournal(wishes.report) : readReport(wishes.report);
    const report = withBaseline(found, baseline, wishes);
    prepareFolder(wishes.out);
    const { written, done } = publish(report, wishes.out, formats);
    process.stdout.write(conclusion(report, written, wishes));
    process.exitCode = exitCodeOf(report, { strict: wishes.strict });
    done();
  },
};
