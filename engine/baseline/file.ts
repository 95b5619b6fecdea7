import { readFileSync } from "node:fs";
import { type Document, isMap, isSeq, parseDocument, type YAMLSeq } from "yaml";
import { catalogue, isRequirementId, requirementOf } from "../../specs/catalogue.ts";
import { UnknownRequirement } from "../../specs/select.ts";
import { UsageError } from "../errors.ts";

/** One thing to live with. */
export interface BaselineEntry {
  requirement: string;
  reason: string;
  /** The last day, UTC, that it holds for: `YYYY-MM-DD`. */
  until?: string;
}

/** A baseline as its file says it. */
export interface Baseline {
  file: string;
  entries: readonly BaselineEntry[];
  /** The file's own document, comments and all. */
  document: Document;
}

/**
 * Reads a baseline: a YAML list of `{ requirement, reason, until? }`.
 * @param create makes an empty one of a file that does not exist
 * @throws UsageError, UnknownRequirement
 */
export function readBaseline(file: string, { create = false } = {}): Baseline {
  const document = parseDocument(textOf(file, create));
  const [error] = document.errors;
  if (error) throw new UsageError(`${file} is not YAML: ${error.message.split("\n")[0]}`);
  if (document.contents === null) document.contents = document.createNode([]) as unknown as typeof document.contents;
  const { contents } = document;
  if (!isSeq(contents)) throw new UsageError(`${file} is no baseline: it must be a list of requirement and reason`);
  const entries = (contents as YAMLSeq).items.map((item, index) => entryOf(item, `entry ${index + 1} of ${file}`));
  const twice = entries.find(
    ({ requirement }, index) => entries.findIndex((e) => e.requirement === requirement) < index,
  );
  if (twice) throw new UsageError(`${file} names ${twice.requirement} twice: leave one entry`);
  return { file, entries, document };
}

function textOf(file: string, create: boolean): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (create && (error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new UsageError(`--baseline ${file} cannot be read: ${(error as Error).message}`);
  }
}

function entryOf(item: unknown, where: string): BaselineEntry {
  if (!isMap(item)) throw new UsageError(`${where} has no requirement and reason`);
  const { requirement, reason, until, ...others } = item.toJSON() as Record<string, unknown>;
  if (typeof requirement !== "string") throw new UsageError(`${where} has no requirement`);
  if (!isRequirementId(requirement)) {
    const { message } = new UnknownRequirement(
      requirement,
      catalogue.map(({ id }) => id),
    );
    throw new UsageError(`${where}: ${message}`);
  }
  if (requirementOf(requirement).untestable !== null)
    throw new UsageError(`${where} (${requirement}): no run can judge it, so there is nothing to accept`);
  if (typeof reason !== "string" || reason.trim() === "")
    throw new UsageError(`${where} (${requirement}) has no reason: say why it is accepted`);
  if (until !== undefined && !isDate(until))
    throw new UsageError(`${where} (${requirement}): until must be a day such as 2027-01-31`);
  const [odd] = Object.keys(others);
  if (odd) throw new UsageError(`${where} (${requirement}) has "${odd}": an entry has requirement, reason and until`);
  return { requirement, reason: reason.trim(), ...(until === undefined ? {} : { until: until as string }) };
}

function isDate(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
