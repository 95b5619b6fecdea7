import type { CommandModule } from "yargs";
import { exitCodes } from "../../engine/exit.ts";
import { isOpen } from "../../gate/check.ts";
import { specCheckFormats } from "../../reporters/spec/index.ts";
import { useColor } from "../color.ts";

interface ReleaseArguments {
  release: string;
  texts?: string;
  distribution?: string;
  image?: string;
  root: string;
}

export const specReleaseCommand: CommandModule<object, ReleaseArguments> = {
  command: "release <release> [texts]",
  describe: "Freeze edge into a new version of the catalogue, in a checkout of oci-conformance",
  builder: (yargs) =>
    yargs
      .positional("release", { type: "string", describe: "Such as 1.2", demandOption: true })
      .positional("texts", {
        type: "string",
        describe: "The text of the release, which edge must match first: a clone with its tags, or a folder with both",
      })
      .option("distribution", { type: "string", describe: "Its tag of distribution-spec (default: v<release>.0)" })
      .option("image", {
        type: "string",
        describe: "Its tag of image-spec (default: v<release>.0); main where there is none yet",
      })
      .option("root", { type: "string", default: ".", describe: "The checkout of oci-conformance" })
      // What yargs takes for a number would be 1.1 for 1.10.
      .string(["release"]) as never,
  handler: async ({ release, texts, root, distribution = `v${release}.0`, image = `v${release}.0` }) => {
    // What it writes with takes its time to load: no other command should wait for it.
    const { checkRelease, releaseVersion } = await import("../../gate/release.ts");
    const revisions = { distribution, image };
    const checks = texts === undefined ? [] : checkRelease(texts, revisions);
    const closed = checks.filter((check) => !isOpen(check));
    for (const check of closed)
      process.stdout.write(specCheckFormats.terminal(check, { color: useColor(process.stdout) }));
    if (closed.length > 0) {
      process.stderr.write(
        "Edge says something else than this text: nothing is frozen. Bring the catalogue to it first.\n",
      );
      process.exitCode = exitCodes.nonConformant;
      return;
    }
    releaseVersion(release, revisions, root);
    process.stderr.write(
      `${release} says what edge says. Now: npm run build, npm run format, spec check ${texts ?? "<texts>"} --self, npm run coverage:spec -- --write.\n`,
    );
  },
};
