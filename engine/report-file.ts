import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Report, verdicts } from "../schemas/report.ts";
import { specVersions } from "../specs/model.ts";
import { UsageError } from "./errors.ts";

/**
 * Reads a report document, compressed by gzip or not. Members that it does not know stay in it.
 * @throws UsageError with one line that says what is wrong with the file
 */
export function readReport(file: string): Report {
  const document = readDocument(file);
  const problem = problemOf(document);
  if (problem) throw new UsageError(`${file} is no report of oci-conformance: ${problem}`);
  return document as Report;
}

/**
 * Reads a JSON file, compressed by gzip or not, and asks nothing of what is in it.
 * @throws UsageError with one line that says why it cannot be read
 */
export function readDocument(file: string): unknown {
  return parsed(file, bytesOf(file));
}

function bytesOf(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${(error as Error).message}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UsageError(`${file} cannot be decompressed: ${(error as Error).message}`);
  }
}

function parsed(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new UsageError(`${file} is not JSON: name the report.json that a run wrote`);
  }
}

/** What the renderers rest on; the whole of it is in `schemas/report.schema.json`. */
function problemOf(document: unknown): string | undefined {
  if (!isObject(document)) return "it is no JSON object";
  const { schemaVersion, tool, spec, target, summary } = document;
  if (schemaVersion !== 1) return `its schemaVersion is ${JSON.stringify(schemaVersion)}, this version reads 1`;
  for (const [name, value] of Object.entries({ tool, spec, target, summary }))
    if (!isObject(value)) return `it has no ${name}`;
  if (!specVersions.some((version) => version === (spec as Record<string, unknown>).distribution))
    return "it names no version of the spec that this version knows";
  for (const name of ["results", "scenarios", "exchanges"])
    if (!Array.isArray(document[name])) return `its ${name} are no list`;
  const results = document.results as unknown[];
  const odd = results.findIndex((result) => !isResult(result));
  return odd < 0 ? undefined : `result ${odd + 1} of it has no requirement or no verdict`;
}

function isResult(result: unknown): boolean {
  return (
    isObject(result) &&
    typeof result.requirement === "string" &&
    Array.isArray(result.exchanges) &&
    (verdicts as readonly unknown[]).includes(result.verdict)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
