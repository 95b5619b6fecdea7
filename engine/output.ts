import { accessSync, constants, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../reporters/index.ts";
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

/** Writes the report in each format and returns the paths, by format. */
export function writeReports(report: Report, folder: string, names: readonly string[]): Record<string, string> {
  const written: Record<string, string> = {};
  for (const name of names) {
    const format = formats[name as keyof typeof formats];
    const path = join(folder, format.file);
    writeFileSync(path, format.render(report));
    written[name] = path;
  }
  return written;
}
