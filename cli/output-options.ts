import type { Argv } from "yargs";
import { formats } from "../reporters/index.ts";

/** What every command takes that ends in a report. */
export interface OutputArguments {
  out: string;
  reporter?: string[] | undefined;
  quiet: boolean;
  verbose: boolean;
  strict: boolean;
  baseline?: string | undefined;
  updateBaseline: boolean;
  force: boolean;
}

const reporters = Object.keys(formats).filter((name) => name !== "json");

export function outputOptions<T>(yargs: Argv<T>): Argv<T & OutputArguments> {
  return yargs
    .option("out", { type: "string", default: "oci-conformance-report", describe: "Folder for the reports" })
    .option("reporter", {
      type: "string",
      array: true,
      describe: `Report format to write: ${reporters.join(", ")} (default: html, junit); repeatable`,
    })
    .option("quiet", { type: "boolean", default: false, describe: "Print only the conclusion" })
    .option("verbose", { type: "boolean", default: false, describe: "Print every verdict" })
    .option("strict", { type: "boolean", default: false, describe: "Exit 1 on warnings too" })
    .option("baseline", { type: "string", describe: "File (YAML) with the failures to live with, and why" })
    .option("update-baseline", {
      type: "boolean",
      default: false,
      describe: "Take out of the baseline what passes now",
    })
    .option("force", {
      type: "boolean",
      default: false,
      describe: "With --update-baseline: take in what is broken, too",
    }) as unknown as Argv<T & OutputArguments>;
}
