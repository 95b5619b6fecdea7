import yargs, { type Argv } from "yargs";
import { UntestableTarget, UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { version } from "../engine/version.ts";
import { CannotRelease, UnreadableSpec } from "../gate/errors.ts";
import { oneLine, visible } from "../reporters/visible.ts";
import { NothingSelected, UnknownRequirement } from "../specs/select.ts";
import { commandsFor } from "./commands.ts";
import { carryDashes } from "./dash.ts";

/** Characters of an error. */
const longestLine = 2000;

/**
 * Runs the command line and returns the exit code. Whatever goes wrong ends in one line on stderr; a stack trace
 * only with `--debug`.
 */
export async function main(args: readonly string[]): Promise<number> {
  process.exitCode = undefined;
  try {
    await withoutUnaskedHelp(commandLine(args, await Promise.all(commandsFor(args)))).parseAsync();
    return Number(process.exitCode ?? exitCodes.conformant);
  } catch (error) {
    // A target or a file may have had its say in it.
    process.stderr.write(`oci-conformance: ${oneLine(lineFor(error), longestLine)}\n`);
    if (args.includes("--debug") && error instanceof Error) process.stderr.write(`${visible(error.stack ?? "")}\n`);
    return isUsage(error) ? exitCodes.usage : exitCodes.untestable;
  }
}

function commandLine(args: readonly string[], commands: Awaited<ReturnType<typeof commandsFor>[number]>[]) {
  return (
    yargs(carryDashes(args))
      .scriptName("oci-conformance")
      // One language: ours is English.
      .detectLocale(false)
      // An option takes one value each time, so that it does not swallow the registry's address behind it.
      .parserConfiguration({ "greedy-arrays": false })
      .usage("$0 <command>\n\nTells whether an OCI registry does what the distribution spec says, and what to change.")
      .command(commands)
      .demandCommand(1, "name a command; `oci-conformance run` tests a registry")
      .recommendCommands()
      .strict()
      .version(version)
      .option("debug", { type: "boolean", default: false, describe: "Show stack traces of errors", global: true })
      .help()
      .wrap(Math.min(110, process.stdout.columns ?? 100))
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(message.replaceAll(/\s*\n\s*/g, " "));
      })
  );
}

/** What yargs does not promise, and this package has pinned. */
interface Internals {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage(): void } };
}

/** Yargs lays out a command's help whenever it runs the command, which takes as long as dozens of requests. */
function withoutUnaskedHelp(parser: Argv): Argv {
  const usage = (parser as Argv & Internals).getInternalMethods().getUsageInstance();
  usage.cacheHelpMessage = () => {};
  return parser;
}

function lineFor(error: unknown): string {
  const line = error instanceof Error ? error.message : String(error);
  const known = isUsage(error) || error instanceof UntestableTarget;
  return known ? line : `our own mistake (--debug shows where): ${line}`;
}

function isUsage(error: unknown): boolean {
  return [UsageError, UnknownRequirement, NothingSelected, UnreadableSpec, CannotRelease].some(
    (known) => error instanceof known,
  );
}
