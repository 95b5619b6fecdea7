import type { CommandModule } from "yargs";
import type { Settings } from "../engine/compat/settings.ts";
import { configurationOf, type Wishes } from "../engine/configuration.ts";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { journalsIn } from "../engine/journal/folder.ts";
import { removeLeftovers } from "../engine/journal/leftovers.ts";
import type { Journaled } from "../engine/journal/lines.ts";
import { readJournal } from "../engine/journal/read.ts";
import { clientTo } from "../engine/target.ts";
import { cleanupLines } from "../reporters/cleanup.ts";
import type { Cleanup } from "../schemas/report.ts";
import { accessOptions } from "./options.ts";
import { settingsFrom } from "./settings.ts";

interface CleanArguments extends Wishes {
  out: string;
}

export const cleanCommand: CommandModule<object, CleanArguments> = {
  command: "clean [registry]",
  describe: "Remove what runs that were killed left in the registry (default: the one that their journals name)",
  builder: (yargs) =>
    accessOptions(yargs).option("out", {
      type: "string",
      default: "oci-conformance-report",
      describe: "Folder of those runs, with their journals",
    }) as never,
  handler: async (given) => {
    const files = journalsIn(given.out);
    if (files.length === 0)
      throw new UsageError(`there is no journal of a run in ${given.out}: name the folder by --out`);
    const journals = files.map((file) => ({ file, journaled: readJournal(file) }));
    const settings = settingsFrom({ ...given, json: true });
    process.exitCode = exitCodes.conformant;
    for (const journal of journals) {
      const cleanup = await cleanedUp(journal, given, settings);
      const name = journals.length > 1 ? [`${journal.file}:`] : [];
      process.stdout.write([...name, ...cleanupLines({ cleanup }), ""].join("\n"));
      if (cleanup.left.length > 0) process.exitCode = exitCodes.nonConformant;
    }
  },
};

async function cleanedUp(
  journal: { file: string; journaled: Journaled },
  given: CleanArguments,
  { wishes, environment }: Settings,
): Promise<Cleanup> {
  const { url } = journal.journaled.heading.target;
  // The journal knows the registry best; what else says how it is reached is as it was in the run.
  const place = { registry: given.registry ?? url, plainHttp: given.plainHttp };
  const configuration = configurationOf({ ...wishes, ...place }, environment);
  const { settleMs, keepKinds } = configuration;
  const client = clientTo(configuration.baseUrl ?? url, configuration);
  try {
    return await removeLeftovers(client, journal, { mayGo: ({ kind }) => !keepKinds.includes(kind), settleMs });
  } finally {
    await client.close();
  }
}
