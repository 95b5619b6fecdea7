import type { CommandModule } from "yargs";
import { keptAfter } from "../engine/cleanup/ledger.ts";
import { removeAll } from "../engine/cleanup/remove.ts";
import { configurationOf, type Wishes } from "../engine/configuration.ts";
import { exitCodes } from "../engine/exit.ts";
import { readJournal } from "../engine/journal.ts";
import { clientTo } from "../engine/target.ts";
import { cleanupLines } from "../reporters/cleanup.ts";
import { accessOptions } from "./options.ts";

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
  handler: async (wishes) => {
    const { target, changes } = readJournal(wishes.out);
    const configuration = configurationOf({ ...wishes, registry: wishes.registry ?? target });
    const client = clientTo(configuration.baseUrl ?? target, configuration);
    try {
      const cleanup = await removeAll(client, keptAfter(changes));
      process.stdout.write([...cleanupLines({ cleanup }), ""].join("\n"));
      process.exitCode = cleanup.left.length === 0 ? exitCodes.conformant : exitCodes.nonConformant;
    } finally {
      await client.close();
    }
  },
};
