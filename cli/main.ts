#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { UntestableTarget, UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { version } from "../engine/version.ts";
import { NothingSelected } from "../specs/select.ts";
import { UnknownRequirement } from "../specs/unknown-requirement.ts";
import { registryCommand } from "./registry.ts";
import { runCommand } from "./run.ts";
import { selftestCommand } from "./selftest.ts";

const debug = process.argv.includes("--debug");

const parser = yargs(hideBin(process.argv))
  .scriptName("oci-conformance")
  .usage("$0 <command>\n\nTells whether an OCI registry does what the distribution spec says, and what to change.")
  .command(runCommand)
  .command(registryCommand)
  .command(selftestCommand)
  .demandCommand(1, "Name a command; `oci-conformance run` tests a registry.")
  .recommendCommands()
  .strict()
  .version(version)
  .option("debug", { type: "boolean", default: false, describe: "Show stack traces of errors", global: true })
  .help()
  .wrap(Math.min(110, process.stdout.columns ?? 100))
  .exitProcess(false)
  .fail((message, error) => {
    throw error ?? new UsageError(message);
  });

try {
  await parser.parseAsync();
} catch (error) {
  process.exitCode = isUsage(error) ? exitCodes.usage : exitCodes.untestable;
  const line = error instanceof Error ? error.message : String(error);
  const ours = !isUsage(error) && !(error instanceof UntestableTarget);
  process.stderr.write(`oci-conformance: ${ours ? "our own mistake (--debug shows where): " : ""}${line}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function isUsage(error: unknown): boolean {
  return error instanceof UsageError || error instanceof UnknownRequirement || error instanceof NothingSelected;
}
