import type { CommandModule } from "yargs";
import { exitCodes } from "../engine/exit.ts";
import { importResults } from "../engine/import.ts";
import { defaultFormats, formatsOf, prepareFolder } from "../engine/output.ts";
import { conclusion } from "./conclusion.ts";
import { publish } from "./publish.ts";

interface ImportArguments {
  folder: string;
  spec?: string | undefined;
  out: string;
  reporter?: string[] | undefined;
}

export const importCommand: CommandModule<object, ImportArguments> = {
  command: "import <folder>",
  describe: "Make a report document of results that the official suite published, as far as they carry",
  builder: (yargs) =>
    yargs
      .positional("folder", {
        type: "string",
        describe: "With results.yaml or junit.xml, and PRODUCT.yaml if there is one",
      })
      .option("spec", {
        type: "string",
        describe: "Version of the spec, where the results do not say it: 1.0, 1.1, edge",
      })
      .option("out", { type: "string", default: "oci-conformance-report", describe: "Folder for the reports" })
      .option("reporter", {
        type: "string",
        array: true,
        describe: "Report format to write beside json (default: html, junit); repeatable",
      }) as never,
  handler: ({ folder, spec, out, reporter }) => {
    const formats = formatsOf(reporter ?? defaultFormats);
    const report = importResults(folder, spec);
    prepareFolder(out);
    const { written, done } = publish(report, out, formats);
    process.stdout.write(conclusion(report, written, { quiet: false, verbose: false }));
    process.exitCode = exitCodes.conformant;
    done();
  },
};
