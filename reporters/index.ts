import type { Report } from "../schemas/report.ts";
import { renderHtml } from "./html.ts";
import { renderJunit } from "./junit.ts";

/** A form that a report is written in. */
export interface Format {
  /** Name of the file. */
  file: string;
  /** The text of the file. */
  render(report: Report): string;
}

/** Every format by the name that `--reporter` takes. */
export const formats = {
  json: { file: "report.json", render: (report) => `${JSON.stringify(report, null, 2)}\n` },
  html: { file: "report.html", render: renderHtml },
  junit: { file: "junit.xml", render: renderJunit },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** The report in each of these formats. */
export function renderAll(report: Report, names: readonly FormatName[]): { file: string; text: string }[] {
  return names.map((name) => ({ file: formats[name].file, text: formats[name].render(report) }));
}
