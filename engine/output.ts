import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { allurePrefix } from "../reporters/allure.ts";
import { type FormatName, filesOf, formats, isFormatName } from "../reporters/index.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { UsageError } from "./errors.ts";
import { writeWhole } from "./whole-file.ts";

/** The formats written when none is named. */
export const defaultFormats: readonly FormatName[] = ["json", "html", "junit"];

/** The formats named, the document itself first unless it is not wanted. @throws UsageError when a format is unknown */
export function formatsOf(names: readonly string[], { document = true } = {}): FormatName[] {
  const chosen = names.map((name) => {
    if (isFormatName(name)) return name;
    throw new UsageError(`--reporter ${name} is unknown: choose ${Object.keys(formats).join(", ")}`);
  });
  return [...new Set<FormatName>(document ? ["json", ...chosen] : chosen)];
}

/** Makes the folder, and makes sure that it can be written to, before a run that would have nowhere to go. @throws UsageError */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (!statSync(folder).isDirectory()) throw new Error("it is no folder");
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--out ${folder} cannot be written to: ${(error as Error).message}`);
  }
}

/** The paths of the reports that were written, and of each that was not a line that says why. */
export interface Written {
  written: string[];
  problems: string[];
}

/**
 * Writes the report in each format. Formats other than json are about one version of the spec: when several were judged, each
 * version has them in a folder of its name. One that cannot be written (a full disk) is left out, and the others are written.
 */
export function writeReports(report: Report, folder: string, names: readonly FormatName[]): Written {
  const reports = reportsByVersion(report);
  const files = names.flatMap((name) =>
    name === "json" || reports.length === 1
      ? [{ name, of: report, below: folder }]
      : reports.map((each) => ({ name, of: each, below: join(folder, each.spec.distribution) })),
  );
  const outcome: Written = { written: [], problems: [] };
  for (const { name, of, below } of files) {
    const path = join(below, formats[name].file);
    try {
      write(of, name, below);
      outcome.written.push(path);
    } catch (error) {
      outcome.problems.push(`${path} cannot be written: ${(error as Error).message}`);
    }
  }
  return outcome;
}

function write(report: Report, name: FormatName, folder: string): void {
  if (name === "allure") removeOurs(join(folder, formats[name].file));
  for (const { file, pieces } of filesOf(report, name)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, pieces);
  }
}

/** Results of an earlier run that had more requirements must not be read as this one's. */
function removeOurs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (file.startsWith(allurePrefix)) rmSync(join(folder, file));
}
