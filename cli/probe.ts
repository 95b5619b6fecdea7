import type { CommandModule } from "yargs";
import type { RunWishes } from "../engine/compat/options.ts";
import { configurationOf } from "../engine/configuration.ts";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { abilityNames } from "../engine/probe/findings.ts";
import { probe } from "../engine/probe/probe.ts";
import { abilitiesIn, lacking } from "../engine/probe/require.ts";
import { probeText } from "../engine/probe/text.ts";
import { clientTo } from "../engine/target.ts";
import { printedJson } from "../reporters/json-text.ts";
import { oneLine } from "../reporters/visible.ts";
import { accessOptions } from "./options.ts";
import { settingsFrom } from "./settings.ts";

interface ProbeArguments extends RunWishes {
  require?: string[] | undefined;
  json: boolean;
}

export const probeCommand: CommandModule<object, ProbeArguments> = {
  command: "probe [registry]",
  describe: "Find out in ten requests what a registry offers, and leave nothing there",
  builder: (yargs) =>
    accessOptions(yargs)
      .option("repository", { type: "string", describe: "Repository to look at (default: a new name)" })
      .option("require", {
        type: "string",
        array: true,
        describe: `Exit 1 when one of these was not seen, commas between: ${abilityNames.join(", ")}`,
      })
      .option("json", { type: "boolean", default: false, describe: "Print what was found as JSON" }) as never,
  handler: async ({ require: lists = [], json, ...given }) => {
    const required = abilitiesIn(lists);
    const settings = settingsFrom({ ...given, json });
    const configuration = configurationOf(settings.wishes, settings.environment);
    if (configuration.baseUrl === undefined) throw new UsageError("name the registry to probe");
    // A request that is asked again counts like any other.
    const client = clientTo(configuration.baseUrl, configuration, { throttle: { tries: 1 } });
    try {
      const found = await probe(client, configuration.repository);
      process.stdout.write(json ? printedJson(found) : probeText(found));
      const missing = lacking(found, required);
      for (const name of missing)
        process.stderr.write(`oci-conformance: ${name} was required: ${oneLine(found.findings[name].reason, 500)}\n`);
      process.exitCode = missing.length > 0 || found.left.length > 0 ? exitCodes.nonConformant : exitCodes.conformant;
    } finally {
      await client.close();
    }
  },
};
