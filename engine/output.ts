import { accessSync, constants, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formats } from "../reporters/index.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { UsageError } from "./errors.ts";

/** The formats written when none is named. */
export const defaultFormats = ["json", "html", "junit"];

/** @throws UsageError when a format is unknown */
export function formatsOf(names: readonly string[]): string[] {
  for (const name of names)
    if (!(name in formats))
      throw new UsageError(`--reporter ${name} is unknown: choose ${Object.keys(formats).join(", ")}`);
  return [...new Set(["json", ...names])];
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
export function writeReports(report: Report, folder: string, names: readonly string[]): string[] {
  const reports = reportsByVersion(report);
  return names.flatMap((name) => {
    const { file, render } = formats[name as keyof typeof formats];
    if (name === "json" || reports.length === 1) return [written(join(folder, file), render(report))];
    return reports.map((each) => written(join(folder, each.spec.distribution, file), render(each)));
  });
}

function written(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
