import type { CommandModule } from "yargs";
import { UsageError } from "../engine/errors.ts";
import { exitCodes } from "../engine/exit.ts";
import { isMerged } from "../engine/merge.ts";
import { readReport } from "../engine/report-file.ts";
import { type Verification, verify } from "../engine/verify.ts";
import { verifyMerged } from "../engine/verify-merged.ts";
import { oneLine } from "../reporters/visible.ts";

interface VerifyArguments {
  report: string[];
}

export const verifyCommand: CommandModule<object, VerifyArguments> = {
  command: "verify <report...>",
  describe: "Judge finished reports again, offline, and say which verdicts do not follow from their exchanges",
  builder: (yargs) =>
    yargs.positional("report", {
      type: "string",
      array: true,
      describe: "A report.json, which may be compressed by gzip",
    }) as never,
  handler: async ({ report: files }) => {
    const reports = files.map((file) => ({ file, report: readReport(file) }));
    const foreign = reports.find(({ report }) => report.imported);
    if (foreign) throw new UsageError(`${foreign.file} was imported: it holds no exchanges to judge again`);
    let sound = true;
    for (const { file, report } of reports) {
      const verification = await (isMerged(report) ? verifyMerged(report) : verify(report));
      process.stdout.write(textOf(file, verification));
      sound &&= verification.discrepancies.length === 0;
    }
    process.exitCode = sound ? exitCodes.conformant : exitCodes.nonConformant;
  },
};

function textOf(file: string, { verdicts, apart = 0, leftOut, exchanges, discrepancies }: Verification): string {
  const rest = apart > 0 ? ` (${apart} more look at a whole shard: verify the reports that were merged)` : "";
  const lack = leftOut > 0 ? `, ${leftOut} more requirements without one` : "";
  const basis = `${verdicts} verdicts from ${exchanges} exchanges${rest}${lack}`;
  if (discrepancies.length === 0) return `${file}: ${basis}, all as stated\n`;
  const lines = discrepancies.map(
    ({ spec, about, stated, follows }) =>
      `  ${oneLine(about)}${spec ? ` (spec ${spec})` : ""}\n    states   ${oneLine(stated, 500)}\n    follows  ${oneLine(follows, 500)}`,
  );
  return [`${file}: ${basis}, ${discrepancies.length} not as stated`, ...lines, ""].join("\n");
}
