import type { Argv } from "yargs";
import type { Wishes } from "../engine/configuration.ts";
import { categories } from "../specs/model.ts";
import { type OutputArguments, outputOptions } from "./output-options.ts";

/** The options of `run`, as yargs hands them over. */
export interface RunArguments extends Wishes, OutputArguments {
  fault?: string[] | undefined;
  json: boolean;
}

export function runOptions(yargs: Argv): Argv<RunArguments> {
  const options = yargs
    .positional("registry", { type: "string", describe: "Address, such as https://registry.example or localhost:5000" })
    .option("spec", {
      type: "string",
      default: "1.1",
      describe: "Spec version to judge by: 1.0, 1.1, edge; several, with commas between, are judged from one run",
    })
    .option("category", {
      type: "string",
      array: true,
      choices: categories,
      describe: "Only this workflow category; repeatable",
    })
    .option("only", { type: "string", array: true, describe: "Only this requirement (id, or glob with *); repeatable" })
    .option("skip", {
      type: "string",
      array: true,
      describe: "All but this requirement (id, or glob with *); repeatable",
    })
    .option("repository", { type: "string", describe: "Repository to test in (default: a new one)" })
    .option("second-repository", {
      type: "string",
      describe: "Repository to mount from (default: the first with -second)",
    })
    .option("username", { type: "string", describe: "User, or OCI_USERNAME" })
    .option("password", { type: "string", describe: "Password, or OCI_PASSWORD" })
    .option("token", { type: "string", describe: "Bearer token to send as it is, or OCI_TOKEN" })
    .option("limited-username", {
      type: "string",
      describe: "An account that may pull from --repository and nothing else",
    })
    .option("limited-password", { type: "string", describe: "Its password" })
    .option("plain-http", { type: "boolean", default: false, describe: "Speak http where the address names no scheme" })
    .option("ca", { type: "string", describe: "File with the certificate (PEM) to trust" })
    .option("insecure", { type: "boolean", default: false, describe: "Do not verify the target's certificate" })
    .option("concurrency", { type: "number", default: 16, describe: "Requests in flight at most" })
    .option("timeout", { type: "number", default: 30, describe: "Seconds to wait for an answer" })
    .option("product", { type: "string", describe: "What is tested, as name@version, for the report" })
    .option("fault", { type: "string", array: true, describe: "Give the embedded registry this fault; repeatable" })
    .option("json", { type: "boolean", default: false, describe: "Print the report document and nothing else" });
  return outputOptions(options).strictOptions() as unknown as Argv<RunArguments>;
}
