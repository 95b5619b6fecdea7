import type { Argv } from "yargs";
import type { RunWishes } from "../engine/compat/options.ts";
import type { Wishes } from "../engine/configuration.ts";
import { categories } from "../specs/model.ts";
import { standardVersion } from "../specs/versions.ts";
import { outputOptions } from "./output-options.ts";

/** The options of `run`, as yargs hands them over: only what was given. */
export interface RunArguments extends RunWishes {
  fault?: string[] | undefined;
  json: boolean;
  config?: string | undefined;
  printConfig: boolean;
  plan: boolean;
}

/** How a registry is reached, and a run's second account. */
export function accessOptions(yargs: Argv): Argv<Wishes> {
  return reachOptions(yargs)
    .positional("registry", { type: "string", describe: "Address, such as https://registry.example or localhost:5000" })
    .option("unix-socket", { type: "string", describe: "Reach the registry by the Unix socket at this path" })
    .option("limited-username", {
      type: "string",
      describe: "An account that may pull from --repository and nothing else",
    })
    .option("limited-password", { type: "string", describe: "Its password" });
}

/** How a registry is reached. */
export function reachOptions(yargs: Argv): Argv<Wishes> {
  return yargs
    .option("username", { type: "string", describe: "User, or OCI_USERNAME" })
    .option("password", { type: "string", describe: "Password, or OCI_PASSWORD" })
    .option("token", { type: "string", describe: "Bearer token to send as it is, or OCI_TOKEN" })
    .option("stored-credentials", {
      type: "boolean",
      defaultDescription: "true",
      describe: "Without others, take the credentials that docker or podman have for the registry",
    })
    .option("plain-http", { type: "boolean", describe: "Speak http where the address names no scheme" })
    .option("ca", { type: "string", describe: "File with the certificate (PEM) to trust" })
    .option("cert", { type: "string", describe: "File with our own certificate (PEM), for a target that asks for one" })
    .option("key", { type: "string", describe: "File with its key (PEM)" })
    .option("insecure", { type: "boolean", describe: "Do not verify the target's certificate" })
    .option("auth-scope", {
      type: "string",
      describe: "Ask the token server for this scope, whatever the registry says",
    })
    .option("concurrency", {
      type: "number",
      defaultDescription: "16, up to 96 far away",
      describe: "Requests in flight at most",
    })
    .option("rate", { type: "number", describe: "Requests a second at most (default: no limit)" })
    .option("timeout", {
      type: "number",
      defaultDescription: "30",
      describe: "Seconds to wait for an answer",
    }) as unknown as Argv<Wishes>;
}

export function runOptions(yargs: Argv): Argv<RunArguments> {
  const options = accessOptions(yargs)
    .option("spec", {
      type: "string",
      defaultDescription: standardVersion,
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
    .option("large", {
      type: "boolean",
      describe: "Also push and pull blobs of 1 GiB, and list 1,000 tags and 1,000 referrers",
    })
    .option("repository", { type: "string", describe: "Repository to test in (default: a new one)" })
    .option("pull-only", {
      type: "boolean",
      describe: "Send nothing but GET and HEAD: test with what is in --repository",
    })
    .option("seed-only", {
      type: "boolean",
      describe: "Push one image to --repository, for --use-seed, and nothing else",
    })
    .option("use-seed", {
      type: "boolean",
      describe: "--pull-only of what --seed-only pushed, as through a mirror or cache",
    })
    .option("tag", {
      type: "string",
      describe: "The tag to pull with --pull-only (default: the first in the tag list)",
    })
    .option("also-read", {
      type: "string",
      array: true,
      describe: "Also read this, which is there: a tag, a manifest's digest, blob:DIGEST, referrers:DIGEST; repeatable",
    })
    .option("skip-data", {
      type: "string",
      array: true,
      describe: "Do not push this data set, by its name in docs/data-sets.md; repeatable",
    })
    .option("second-repository", {
      type: "string",
      describe: "Repository to mount from (default: the first with -second)",
    })
    .option("product", { type: "string", describe: "What is tested, as name@version, for the report" })
    .option("fault", { type: "string", array: true, describe: "Give the embedded registry this fault; repeatable" })
    .option("shard", { type: "string", describe: "Only this part of the run, as in 2/4; merge joins the reports" })
    .option("settle", {
      type: "number",
      describe: "Seconds that a push or a deletion may take to be seen, as behind a cache or a replica (default: none)",
    })
    .option("keep", { type: "boolean", describe: "Leave in the registry what the run pushed" })
    .option("keep-kind", {
      type: "string",
      array: true,
      choices: ["tag", "manifest", "blob", "upload"],
      describe: "Leave what the run pushed of this kind, or its open uploads; repeatable",
    })
    .option("config", {
      type: "string",
      describe: "File with options (YAML), or OCI_CONFIGURATION (default: oci-conformance.yaml where there is one)",
    })
    .option("plan", {
      type: "boolean",
      default: false,
      describe: "Print what a run sends, by category and method, and send nothing to the registry",
    })
    .option("print-config", {
      type: "boolean",
      default: false,
      describe: "Print every option and where its value comes from, and send nothing",
    })
    .option("json", { type: "boolean", default: false, describe: "Print the report document and nothing else" });
  return outputOptions(options, { preset: false }).strictOptions() as unknown as Argv<RunArguments>;
}
