import { renderTerminal } from "../reporters/terminal.ts";
import type { Report } from "../schemas/report.ts";
import { useColor } from "./color.ts";

/** What a command that has a report prints at its end: the summary and where the files are; `quiet`: only the last word. */
export function conclusion(
  report: Report,
  written: Record<string, string>,
  { quiet, verbose }: { quiet: boolean; verbose: boolean },
): string {
  const summary = renderTerminal(report, { color: useColor(process.stdout), verbose, quiet });
  const paths = quiet ? [] : Object.values(written);
  return [summary, ...paths.map((path) => `  ${path}`), ""].join("\n");
}
