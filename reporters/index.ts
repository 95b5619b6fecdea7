import type { Report } from "../schemas/report.ts";
import { renderAllure } from "./allure.ts";
import { renderBadge } from "./badge.ts";
import { renderCtrf } from "./ctrf.ts";
import { renderGithubSummary } from "./github.ts";
import { renderHar } from "./har.ts";
import { htmlPieces } from "./html.ts";
import { printedJsonPieces } from "./json-text.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderResultsYaml } from "./results-yaml.ts";
import { renderSarif } from "./sarif.ts";
import { renderTap } from "./tap.ts";

export interface RenderedFile {
  /** Its name, below the folder of the reports. */
  file: string;
  text: string;
}

/** A form that a report is written in. */
export interface Format {
  /** Name of the file, or of the folder. */
  file: string;
  /** What it is for, in a few words. */
  title: string;
  /** The text of the file, of a long one in pieces; or the files of the folder. */
  render(report: Report): string | Generator<string> | RenderedFile[];
}

/** Every format by the name that `--reporter` takes. */
export const formats = {
  json: {
    file: "report.json",
    title: "the report document",
    render: printedJsonPieces,
  },
  html: { file: "report.html", title: "a page for people", render: htmlPieces },
  junit: { file: "junit.xml", title: "JUnit XML for CI", render: renderJunit },
  markdown: {
    file: "report.md",
    title: "Markdown for issues and merge requests",
    render: (report) => renderMarkdown(report),
  },
  github: { file: "github-summary.md", title: "step summary of a GitHub Actions job", render: renderGithubSummary },
  sarif: { file: "report.sarif", title: "SARIF 2.1.0 for code scanning", render: renderSarif },
  har: { file: "report.har", title: "HAR 1.2 for the network panel of a browser", render: renderHar },
  ctrf: { file: "ctrf-report.json", title: "Common Test Report Format", render: renderCtrf },
  tap: { file: "report.tap", title: "TAP 14", render: renderTap },
  allure: { file: "allure-results", title: "result files for Allure", render: renderAllure },
  badge: { file: "badge.svg", title: "a badge", render: renderBadge },
  "results-yaml": { file: "results.yaml", title: "results of the official suite's form", render: renderResultsYaml },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** The report in each of these formats. */
export function renderAll(report: Report, names: readonly FormatName[]): RenderedFile[] {
  return names.flatMap((name) =>
    filesOf(report, name).map(({ file, pieces }) => ({ file, text: [...pieces].join("") })),
  );
}

/** The report in one format: the text of each file in pieces, made as they are asked for. */
export function filesOf(report: Report, name: FormatName): { file: string; pieces: Iterable<string> }[] {
  const { file, render }: Format = formats[name];
  const rendered = render(report);
  if (typeof rendered === "string") return [{ file, pieces: [rendered] }];
  if (!Array.isArray(rendered)) return [{ file, pieces: rendered }];
  return rendered.map((inside) => ({ file: `${file}/${inside.file}`, pieces: [inside.text] }));
}
