import type { CommandModule } from "yargs";
import { specAddCommand } from "./spec/add.ts";
import { specCheckCommand } from "./spec/check.ts";
import { specCoverageCommand } from "./spec/coverage.ts";
import { specListCommand } from "./spec/list.ts";
import { specReleaseCommand } from "./spec/release.ts";

export const specCommand: CommandModule = {
  command: "spec",
  describe:
    "What the texts of the specs say: list statements, see how they are covered, check a change, draft entries, freeze a version",
  builder: (yargs) =>
    yargs
      .command(specListCommand)
      .command(specCoverageCommand)
      .command(specCheckCommand)
      .command(specAddCommand)
      .command(specReleaseCommand)
      .demandCommand(1, "name a command: spec list, spec coverage, spec check, spec add, spec release"),
  handler: () => {},
};
