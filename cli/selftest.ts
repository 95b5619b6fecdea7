import type { CommandModule } from "yargs";
import { specsOf } from "../engine/configuration/named.ts";
import { exitCodes } from "../engine/exit.ts";
import { faultsNamed } from "../engine/faults.ts";
import { imageSelftestText, imagesProve, selftestImages } from "../engine/selftest/images.ts";
import { proves, selftest } from "../engine/selftest/selftest.ts";
import { selftestText } from "../engine/selftest/text.ts";
import { specVersions } from "../specs/model.ts";

interface SelftestArguments {
  spec: string;
  fault?: string[] | undefined;
  verbose: boolean;
  whole: boolean;
}

export const selftestCommand: CommandModule<object, SelftestArguments> = {
  command: "selftest",
  describe: "Prove the suite and the validation of images: every fault is caught, and disturbs nothing else",
  builder: (yargs) =>
    yargs
      .option("spec", {
        type: "string",
        default: specVersions.join(","),
        describe: "Spec versions to judge by, with commas between",
      })
      .option("fault", { type: "string", array: true, describe: "Only these faults" })
      .option("whole", {
        type: "boolean",
        default: false,
        describe: "Hold every scenario with every fault, those too that it cannot reach",
      })
      .option("verbose", { type: "boolean", default: false, describe: "Also list what each fault blocked" }) as never,
  handler: async ({ spec, fault: ids, verbose, whole }) => {
    const specs = specsOf(spec);
    const findings = await selftest(specs, { whole, ...(ids ? { faults: faultsNamed(ids) } : {}) });
    for (const finding of findings) process.stdout.write(selftestText(finding, { verbose }));
    const images = ids ? [] : await selftestImages(specs);
    for (const finding of images) process.stdout.write(imageSelftestText(finding));
    const proven = findings.every(proves) && images.every(imagesProve);
    process.exitCode = proven ? exitCodes.conformant : exitCodes.nonConformant;
  },
};
