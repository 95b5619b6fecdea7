import type { CommandModule } from "yargs";
import { checkSpec } from "../../gate/check.ts";
import { readSpec } from "../../gate/documents.ts";
import { draftEntries } from "../../gate/draft.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";
import { type TextArguments, textOptions } from "./options.ts";

interface AddArguments extends TextArguments {
  base?: string;
  spec: SpecVersion;
}

export const specAddCommand: CommandModule<object, AddArguments> = {
  command: "add <checkout>",
  describe: "Draft catalogue entries for the statements that nothing answers for, as YAML to finish by hand",
  builder: (yargs) =>
    textOptions(yargs)
      .option("base", { type: "string", describe: "Only for what changed since this branch, tag or commit" })
      .option("spec", {
        type: "string",
        default: "edge",
        choices: specVersions,
        describe: "Version of the catalogue that they are for",
      }) as never,
  handler: ({ checkout, ref, base, spec }) => {
    const text = readSpec(checkout, ref);
    const { uncovered } = checkSpec(
      text,
      spec,
      base === undefined ? base : { ref: base, text: readSpec(checkout, base) },
    );
    process.stdout.write(draftEntries(text.spec, spec, uncovered));
    process.stderr.write(
      uncovered.length === 0
        ? "Every statement is answered for: nothing to add.\n"
        : `${uncovered.length} drafted; they go into specs/${text.spec}/, and the TODOs are yours.\n`,
    );
  },
};
