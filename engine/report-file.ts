import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Report } from "../schemas/report.ts";
import { specVersions } from "../specs/model.ts";
import { UsageError } from "./errors.ts";

/**
 * The report document in a file, which may be compressed by gzip.
 * @throws UsageError when it cannot be read, or is no report
 */
export function readReport(file: string): Report {
  let document: unknown;
  try {
    const bytes = readFileSync(file);
    const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    document = JSON.parse((compressed ? gunzipSync(bytes) : bytes).toString("utf8"));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${(error as Error).message}`);
  }
  const lack = lackOf(document);
  if (lack) throw new UsageError(`${file} is no report of oci-conformance: ${lack}`);
  return document as Report;
}

function lackOf(document: unknown): string | undefined {
  const { schemaVersion, spec, results, scenarios, exchanges } = Object(document) as Partial<Report>;
  if (schemaVersion !== 1)
    return `its schemaVersion is ${JSON.stringify(schemaVersion) ?? "not there"}, this suite reads 1`;
  if (!specVersions.some((version) => version === spec?.distribution)) return "it names no version of the spec";
  for (const [name, list] of Object.entries({ results, scenarios, exchanges }))
    if (!Array.isArray(list)) return `it has no ${name}`;
  return undefined;
}
