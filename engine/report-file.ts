import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { depthOf } from "../schemas/depth.ts";
import { validators } from "../schemas/generated/report-validator.ts";
import { judgementsOf } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { specVersions } from "../specs/model.ts";
import { UsageError } from "./errors.ts";

/** Bytes of a report, as a file and uncompressed. The reports of a run have two million. */
const longest = 256 * 1024 * 1024;
/** Levels of JSON: what is written again is gone through recursively. */
const deepest = 200;

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
 * Reads a JSON file of at most 256 MiB and 200 levels, compressed by gzip or not, and asks nothing of what is in it.
 * @throws UsageError with one line that says why it cannot be read
 */
export function readDocument(file: string): unknown {
  return parsed(file, bytesOf(file));
}

function bytesOf(file: string): Buffer {
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > longest) throw new Error(`it has ${size} bytes, and a report has ${longest} at most`);
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${(error as Error).message}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: longest });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ERR_BUFFER_TOO_LARGE" ? `it expands to more than ${longest} bytes` : message;
    throw new UsageError(`${file} cannot be decompressed: ${reason}`);
  }
}

function parsed(file: string, bytes: Buffer): unknown {
  const text = bytes.toString("utf8");
  if (depthOf(text) > deepest) throw new UsageError(`${file} nests more than ${deepest} levels deep: no report does`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON: name the report.json that a run wrote`);
  }
}

/** Beyond the schema: whether this version can read it at all, in words of its own. */
function problemOf(document: unknown): string | undefined {
  if (!isObject(document)) return "it is no JSON object";
  const { schemaVersion, spec } = document;
  if (schemaVersion !== 1)
    return `its schemaVersion is ${JSON.stringify(schemaVersion)?.slice(0, 40)}, this version reads 1`;
  if (isObject(spec) && !specVersions.some((version) => version === spec.distribution))
    return "it names no version of the spec that this version knows";
  return brokenPlace(document) ?? missingExchange(document as unknown as Report);
}

/** The first result that rests on an exchange which is not there: a report shows what its verdicts rest on. */
function missingExchange(report: Report): string | undefined {
  const there = new Set(report.exchanges.map(({ id }) => id));
  for (const [at, { results }] of judgementsOf(report).entries()) {
    const place = at === 0 ? "" : `/alsoJudged/${at - 1}`;
    for (const [index, { exchanges }] of results.entries()) {
      const missing = exchanges.find((id) => !there.has(id));
      if (missing !== undefined)
        return `${place}/results/${index} rests on ${missing.slice(0, 40)}, an exchange that it does not have`;
    }
  }
  return undefined;
}

/** The first place that is not as `schemas/report.schema.json` has it: whatever reads a report rests on it. */
function brokenPlace(document: object): string | undefined {
  const validate: Validate = validators.report;
  if (validate(document)) return undefined;
  const [{ instancePath = "", message = "is wrong" } = {}] = validate.errors ?? [];
  return `${instancePath === "" ? "it" : instancePath.slice(0, 200)} ${message}`;
}

type Validate = { (value: unknown): boolean; errors?: { instancePath?: string; message?: string }[] | null };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
