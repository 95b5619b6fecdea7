import type { Report } from "../schemas/report.ts";
import { accept } from "./baseline/accept.ts";
import { type Baseline, readBaseline } from "./baseline/file.ts";
import { updated } from "./baseline/update.ts";
import { UsageError } from "./errors.ts";
import { writeWhole } from "./whole-file.ts";

export interface BaselineWishes {
  baseline?: string | undefined;
  updateBaseline?: boolean | undefined;
  force?: boolean | undefined;
  strict?: boolean | undefined;
}

/** Reads the baseline that the user named, if any. @throws UsageError */
export function baselineOf({ baseline, updateBaseline = false, force = false }: BaselineWishes): Baseline | undefined {
  if (baseline === undefined) {
    if (updateBaseline) throw new UsageError("--update-baseline needs a baseline: name its file by --baseline");
    if (force) throw new UsageError("--force goes with --baseline and --update-baseline");
    return undefined;
  }
  if (force && !updateBaseline) throw new UsageError("--force goes with --update-baseline");
  return readBaseline(baseline, { create: updateBaseline && force });
}

/**
 * The report seen in the light of the baseline; brings the baseline's file up to date first when that is wished.
 * @throws UsageError when the file cannot be written
 */
export function withBaseline(report: Report, baseline: Baseline | undefined, wishes: BaselineWishes): Report {
  if (!baseline) return report;
  const seen = accept(report, baseline.entries);
  if (!wishes.updateBaseline || report.interrupted) return seen;
  const text = updated(baseline, seen, { force: wishes.force ?? false, strict: wishes.strict ?? false });
  try {
    writeWhole(baseline.file, text);
  } catch (error) {
    throw new UsageError(`--baseline ${baseline.file} cannot be written: ${(error as Error).message}`);
  }
  return accept(report, readBaseline(baseline.file).entries);
}
