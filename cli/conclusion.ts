import { cleanupLines } from "../reporters/cleanup.ts";
import { renderTerminal } from "../reporters/terminal.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { useColor } from "./color.ts";

/**
 * What a command that has a report prints at its end: the summary under each version, and where the files are; `quiet`: only
 * the last word.
 */
export function conclusion(
  report: Report,
  written: readonly string[],
  { quiet, verbose }: { quiet: boolean; verbose: boolean },
): string {
  const color = useColor(process.stdout);
  const summaries = reportsByVersion(report).map((each) => renderTerminal(each, { color, verbose, quiet }));
  return [...summaries, ...(quiet ? [] : [...cleanupLines(report), ...written.map((path) => `  ${path}`)]), ""].join(
    "\n",
  );
}
