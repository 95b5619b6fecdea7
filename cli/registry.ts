import type { CommandModule } from "yargs";
import { faultsNamed, settingsOf } from "../engine/faults.ts";
import { faults } from "../registry/faults/index.ts";
import { startRegistry } from "../registry/server.ts";

interface RegistryArguments {
  port: number;
  fault?: string[] | undefined;
  listFaults: boolean;
}

export const registryCommand: CommandModule<object, RegistryArguments> = {
  command: "registry",
  describe: "Serve the reference registry on loopback, sound or with faults",
  builder: (yargs) =>
    yargs
      .option("port", { type: "number", default: 5000, describe: "Port on 127.0.0.1; 0 takes a free one" })
      .option("fault", { type: "string", array: true, describe: "Misbehave in this way" })
      .option("list-faults", {
        type: "boolean",
        default: false,
        describe: "Name every fault and what it breaks",
      }) as never,
  handler: async ({ port, fault: ids = [], listFaults }) => {
    if (listFaults) {
      for (const { id, title, breaks } of faults)
        process.stdout.write(`${id}\n  ${title}\n  breaks ${breaks.join(", ")}\n`);
      return;
    }
    const chosen = faultsNamed(ids);
    const registry = await startRegistry({ port, faults: chosen, settings: settingsOf(chosen) });
    process.stdout.write(`${registry.url}\n`);
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await registry.close();
  },
};
