import type { CommandModule } from "yargs";
import { exitCodes } from "../engine/exit.ts";
import { faultsNamed } from "../engine/faults.ts";
import { proves, selftest } from "../engine/selftest.ts";
import { selftestText } from "../engine/selftest-text.ts";
import { type SpecVersion, specVersions } from "../specs/model.ts";

interface SelftestArguments {
  spec: SpecVersion;
  fault?: string[] | undefined;
  verbose: boolean;
}

export const selftestCommand: CommandModule<object, SelftestArguments> = {
  command: "selftest",
  describe: "Prove the suite: every fault is caught, and disturbs nothing else",
  builder: (yargs) =>
    yargs
      .option("spec", { type: "string", default: "edge", choices: specVersions, describe: "Spec version to judge by" })
      .option("fault", { type: "string", array: true, describe: "Only these faults" })
      .option("verbose", { type: "boolean", default: false, describe: "Also list what each fault blocked" }) as never,
  handler: async ({ spec, fault: ids, verbose }) => {
    const finding = await selftest(spec, ids ? { faults: faultsNamed(ids) } : {});
    process.stdout.write(selftestText(finding, { verbose }));
    process.exitCode = proves(finding) ? exitCodes.conformant : exitCodes.nonConformant;
  },
};
