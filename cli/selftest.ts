import type { CommandModule } from "yargs";
import { specsOf } from "../engine/configuration.ts";
import { exitCodes } from "../engine/exit.ts";
import { faultsNamed } from "../engine/faults.ts";
import { proves, selftest } from "../engine/selftest/selftest.ts";
import { selftestText } from "../engine/selftest/text.ts";
import { specVersions } from "../specs/model.ts";

interface SelftestArguments {
  spec: string;
  fault?: string[] | undefined;
  verbose: boolean;
}

export const selftestCommand: CommandModule<object, SelftestArguments> = {
  command: "selftest",
  describe: "Prove the suite: every fault is caught, and disturbs nothing else",
  builder: (yargs) =>
    yargs
      .option("spec", {
        type: "string",
        default: specVersions.join(","),
        describe: "Spec versions to judge by, with commas between",
      })
      .option("fault", { type: "string", array: true, describe: "Only these faults" })
      .option("verbose", { type: "boolean", default: false, describe: "Also list what each fault blocked" }) as never,
  handler: async ({ spec, fault: ids, verbose }) => {
    const findings = await selftest(specsOf(spec), ids ? { faults: faultsNamed(ids) } : {});
    for (const finding of findings) process.stdout.write(selftestText(finding, { verbose }));
    process.exitCode = findings.every(proves) ? exitCodes.conformant : exitCodes.nonConformant;
  },
};
