import type { Argv } from "yargs";

/** Which text of a spec is meant. */
export interface TextArguments {
  checkout: string;
  ref?: string;
}

export function textOptions(yargs: Argv): Argv<TextArguments> {
  return yargs
    .positional("checkout", {
      type: "string",
      describe: "A checkout or clone of distribution-spec or image-spec, or a folder with its documents",
      demandOption: true,
    })
    .option("ref", {
      type: "string",
      describe: "Branch, tag or commit to read through git (default: the files as they lie there)",
    }) as unknown as Argv<TextArguments>;
}
