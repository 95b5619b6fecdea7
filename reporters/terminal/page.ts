import pc from "picocolors";
import type { Report } from "../../schemas/report.ts";
import type { Sign } from "../signs.ts";

/** What the sections of the text have at hand. */
export interface Page {
  report: Report;
  verbose: boolean;
  bold(text: string): string;
  dim(text: string): string;
  /** In the colour of the sign. */
  toned(sign: Sign, text?: string): string;
}

export function pageOf(report: Report, color: boolean, verbose: boolean): Page {
  const { green, red, yellow, cyan, magenta, gray, bold, dim } = pc.createColors(color);
  const tones = { good: green, bad: red, caution: yellow, note: cyan, open: magenta, quiet: gray };
  return { report, verbose, bold, dim, toned: ({ symbol, tone }, text = symbol) => tones[tone](text) };
}
