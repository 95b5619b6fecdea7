import { UsageError } from "../engine/errors.ts";
import { writeReports } from "../engine/output.ts";
import type { FormatName } from "../reporters/index.ts";
import type { Report } from "../schemas/report.ts";
import { tellGithub } from "./github.ts";

/**
 * Writes the report in each format, and tells GitHub where that is one of them. Whatever cannot be written keeps nothing else
 * from being said.
 * @param out folder of the reports; undefined for none
 * @returns the paths written, and `done`, which throws UsageError when not all could be
 */
export function publish(report: Report, out: string | undefined, formats: readonly FormatName[]) {
  const { written, problems } = out === undefined ? { written: [], problems: [] } : writeReports(report, out, formats);
  if (formats.includes("github")) {
    try {
      tellGithub(report);
    } catch (error) {
      problems.push(`the summary of the step cannot be written: ${(error as Error).message}`);
    }
  }
  const done = () => {
    if (problems.length > 0) throw new UsageError(problems.join("; "));
  };
  return { written, done };
}
