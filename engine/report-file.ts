import { validators } from "../schemas/generated/report-validator.ts";
import { judgementsOf } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { specVersions } from "../specs/model.ts";
import { readDocument } from "./document-file.ts";
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

/** Why this version cannot read it as a report, in one line; undefined when it can. */
export function problemOf(document: unknown): string | undefined {
  if (!isObject(document)) return "it is no JSON object";
  const { schemaVersion, spec } = document;
  if (schemaVersion !== 1)
    return `its schemaVersion is ${JSON.stringify(schemaVersion)?.slice(0, 40)}, this version reads 1`;
  if (isObject(spec) && !specVersions.some((version) => version === spec.distribution))
    return "it names no version of the spec that this version knows";
  return (
    brokenPlace(document) ??
    sameExchange(document as unknown as Report) ??
    missingExchange(document as unknown as Report)
  );
}

/** The first exchange with the id of another: a result would show one, and rest on the other. */
function sameExchange({ exchanges }: Report): string | undefined {
  const there = new Set<string>();
  for (const { id } of exchanges) {
    if (there.has(id)) return `it has two exchanges that are called ${id.slice(0, 40)}`;
    there.add(id);
  }
  return undefined;
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
