import type { CommandModule } from "yargs";
import { specCheckCommand } from "./spec/check.ts";
import { specCoverageCommand } from "./spec/coverage.ts";
import { specListCommand } from "./spec/list.ts";

export const specCommand: CommandModule = {
  command: "spec",
  describe: "What the texts of the specs say: list statements, see how they are covered, check a change",
  builder: (yargs) =>
    yargs
      .command(specListCommand)
      .command(specCoverageCommand)
      .command(specCheckCommand)
      .demandCommand(1, "name a command: spec list, spec coverage, spec check"),
  handler: () => {},
};
