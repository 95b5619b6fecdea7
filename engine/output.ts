import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allurePrefix } from "../reporters/allure.ts";
import { type FormatName, formats, isFormatName, renderAll } from "../reporters/index.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { UsageError } from "./errors.ts";

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

/**
 * Writes the report in each format and returns the paths. Formats other than json are about one version of the spec:
 * when several were judged, each version has them in a folder of its name.
 */
export function writeReports(report: Report, folder: string, names: readonly FormatName[]): string[] {
  const reports = reportsByVersion(report);
  return names.flatMap((name) => {
    if (name === "json" || reports.length === 1) return [written(report, name, folder)];
    return reports.map((each) => written(each, name, join(folder, each.spec.distribution)));
  });
}

function written(report: Report, name: FormatName, folder: string): string {
  const path = join(folder, formats[name].file);
  if (name === "allure") removeOurs(path);
  for (const { file, text } of renderAll(report, [name])) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return path;
}

/** Results of an earlier run that had more requirements must not be read as this one's. */
function removeOurs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (file.startsWith(allurePrefix)) rmSync(join(folder, file));
}
