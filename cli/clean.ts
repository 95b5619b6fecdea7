import type { CommandModule } from "yargs";
import { keptAfter } from "../engine/cleanup/ledger.ts";
import { removeAll } from "../engine/cleanup/remove.ts";
import { configurationOf, type Wishes } from "../engine/configuration.ts";
import { exitCodes } from "../engine/exit.ts";
import { readJournal } from "../engine/journal.ts";
import { clientTo } from "../engine/target.ts";
import { cleanupLines } from "../reporters/cleanup.ts";
import { accessOptions } from "./options.ts";
import { settingsFrom } from "./settings.ts";

interface CleanArguments extends Wishes {
  out: string;
}

export const cleanCommand: CommandModule<object, CleanArguments> = {
  command: "clean [registry]",
  describe: "Remove what a run that was killed left in the registry (default: the one its journal names)",
  builder: (yargs) =>
    accessOptions(yargs).option("out", {
      type: "string",
      default: "oci-conformance-report",
      describe: "Folder of that run, with its journal.ndjson",
    }) as never,
  handler: async (given) => {
    const { target, changes } = readJournal(given.out);
    const { wishes, environment } = settingsFrom({ ...given, json: true });
    // The journal knows the registry best; what else says how it is reached is as it was in the run.
    const place = { registry: given.registry ?? target, plainHttp: given.plainHttp };
    const configuration = configurationOf({ ...wishes, ...place }, environment);
    const client = clientTo(configuration.baseUrl ?? target, configuration);
    try {
      const cleanup = await removeAll(client, keptAfter(changes), configuration.settleMs);
      process.stdout.write([...cleanupLines({ cleanup }), ""].join("\n"));
      process.exitCode = cleanup.left.length === 0 ? exitCodes.conformant : exitCodes.nonConformant;
    } finally {
      await client.close();
    }
  },
};
