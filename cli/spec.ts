import type { CommandModule } from "yargs";
import { specAddCommand } from "./spec/add.ts";
import { specCheckCommand } from "./spec/check.ts";
import { specCoverageCommand } from "./spec/coverage.ts";
import { specListCommand } from "./spec/list.ts";

export const specCommand: CommandModule = {
  command: "spec",
  describe: "What the texts of the specs say: list statements, see how they are covered, check a change, draft entries",
  builder: (yargs) =>
    yargs
      .command(specListCommand)
      .command(specCoverageCommand)
      .command(specCheckCommand)
      .command(specAddCommand)
      .demandCommand(1, "name a command: spec list, spec coverage, spec check, spec add"),
  handler: () => {},
};
