import type { CommandModule } from "yargs";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { proves, selftest } from "../engine/selftest.ts";
import { faultById } from "../registry/faults/index.ts";
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
    const chosen = ids?.map((id) => {
      const fault = faultById(id);
      if (!fault)
        throw new UsageError(`no fault is called "${id}": oci-conformance registry --list-faults names them all`);
      return fault;
    });
    const finding = await selftest(spec, chosen ? { faults: chosen } : {});
    const print = (line: string) => process.stdout.write(`${line}\n`);
    for (const { fault, caught, missed, disturbed, blocked } of finding.faults) {
      if (verbose || missed.length > 0 || disturbed.length > 0)
        print(`${fault.id}: caught by ${caught.join(", ") || "nothing"}`);
      if (missed.length > 0) print(`  MISSED    ${missed.join(", ")}`);
      for (const { requirement, verdict, message } of disturbed)
        print(`  DISTURBED ${requirement} (${verdict}): ${message}`);
      if (verbose && blocked.length > 0) print(`  blocked   ${blocked.join(", ")}`);
    }
    for (const { settings, requirement, verdict, message } of finding.unsound)
      print(`UNSOUND   ${requirement} (${verdict}) without any fault, settings ${settings}: ${message}`);
    if (!chosen) for (const id of finding.unproven) print(`UNPROVEN  ${id}: no fault makes it fail`);
    const killed = finding.requirements - finding.unproven.length;
    const disturbed = finding.faults.reduce((sum, { disturbed }) => sum + disturbed.length, 0);
    print(
      `${finding.faults.length} faults, ${killed} of ${finding.requirements} requirements proven able to fail, ${disturbed} disturbed (spec ${spec})`,
    );
    process.exitCode = proves(chosen ? { ...finding, unproven: [] } : finding)
      ? exitCodes.conformant
      : exitCodes.nonConformant;
  },
};
