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

/** @param preset false where a configuration file may say otherwise, so that what was not given must be told from it */
export function outputOptions<T>(yargs: Argv<T>, { preset = true } = {}): Argv<T & OutputArguments> {
  const off = preset ? { default: false } : {};
  const folder = preset ? { default: "oci-conformance-report" } : { defaultDescription: "oci-conformance-report" };
  return yargs
    .option("out", {
      type: "string",
      ...folder,
      describe: `Folder for the reports${preset ? "" : " (none: no file is written)"}`,
    })
    .option("reporter", {
      type: "string",
      array: true,
      describe: `Report format to write: ${reporters.join(", ")} (default: html, junit); repeatable`,
    })
    .option("quiet", { type: "boolean", ...off, describe: "Print only the conclusion" })
    .option("verbose", { type: "boolean", ...off, describe: "Print every verdict" })
    .option("strict", { type: "boolean", ...off, describe: "Exit 1 on warnings too" })
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
