import type { CommandModule } from "yargs";
import { exitCodes } from "../engine/exit.ts";
import { makeSite } from "../engine/site.ts";
import { oneLine } from "../reporters/visible.ts";
import { counted } from "../reporters/wording.ts";

interface SiteArguments {
  folders: string[];
  out: string;
  url?: string | undefined;
}

export const siteCommand: CommandModule<object, SiteArguments> = {
  command: "site <folders..>",
  describe: "Make a static site of many reports: who keeps what, by product, requirement, section and capability",
  builder: (yargs) =>
    yargs
      .positional("folders", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Folders with report.json, report.json.gz or published results of the official suite, at any depth",
      })
      .option("out", {
        type: "string",
        default: "site",
        describe: "Folder for the site; an older site there is replaced",
      })
      .option("url", {
        type: "string",
        describe: "Where the site will be published, for the links in feed.json",
      }) as never,
  handler: ({ folders, out, url }) => {
    const { read, passedOver, files } = makeSite(folders, out, url);
    for (const line of passedOver) process.stderr.write(`passed over ${oneLine(line)}\n`);
    process.stdout.write(`${counted(read, "report")}, ${counted(files, "file")}: ${out}/index.html\n`);
    process.exitCode = exitCodes.conformant;
  },
};
