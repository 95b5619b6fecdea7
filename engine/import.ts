import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Report, Result } from "../schemas/report.ts";
import { sectionLink } from "../specs/links.ts";
import { type SpecVersion, specVersions } from "../specs/model.ts";
import { folderOf, type Product, productOf } from "./bundle/product.ts";
import { UsageError } from "./errors.ts";
import type { Finding, Findings } from "./import/finding.ts";
import { fromJunit } from "./import/junit.ts";
import { fromResultsYaml } from "./import/results-yaml.ts";
import { summaryOf } from "./summary.ts";
import { version } from "./version.ts";

/** What is read of a folder of published results, the most telling first. */
const readers = { "results.yaml": fromResultsYaml, "junit.xml": fromJunit } as const;

/** The epoch: no date at all, in a document that needs one. */
const undated = new Date(0).toISOString();

/**
 * Published results of the official suite as a report document, as far as they carry: outcomes by the official names, under
 * ids of a room of their own, without exchanges, marked as imported.
 * @param folder one of the public results repository: `distribution-spec/v<version>/<product>`
 * @param spec the version of the spec, where neither the results nor the folder above say it
 * @throws UsageError
 */
export function importResults(folder: string, spec?: string): Report {
  const file = (Object.keys(readers) as (keyof typeof readers)[]).find((name) => existsSync(join(folder, name)));
  if (!file) throw new UsageError(`${folder} has neither results.yaml nor junit.xml`);
  const path = join(folder, file);
  let found: Findings;
  try {
    found = readers[file](readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path} cannot be imported: ${(error as Error).message.split("\n")[0]}`);
  }
  const judged = specOf(spec ?? found.spec ?? basename(dirname(folder)).replace(/^v/, ""), folder);
  return reportOf(found, judged, productIn(folder));
}

function specOf(name: string, folder: string): SpecVersion {
  const known = specVersions.find((candidate) => candidate === name.replace(/^(\d+\.\d+)\.\d+$/, "$1"));
  if (!known) throw new UsageError(`${folder} does not say its version of the spec: name it by --spec`);
  return known;
}

function productIn(folder: string): Partial<Product> {
  const file = join(folder, "PRODUCT.yaml");
  if (!existsSync(file)) return { name: basename(folder) };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return productOf(text, file);
}

function reportOf({ from, findings, url, testedAt }: Findings, spec: SpecVersion, product: Partial<Product>): Report {
  const results = findings.map((finding) => resultOf(finding, spec));
  const { name = "unknown", version: release } = product;
  return {
    schemaVersion: 1,
    tool: { name: "oci-conformance", version },
    spec: { distribution: spec },
    target: {
      url: url ?? `urn:oci-conformance:product:${folderOf(product) || "unknown"}`,
      product: release === undefined ? name : `${name}@${release}`,
    },
    startedAt: testedAt ?? undated,
    finishedAt: testedAt ?? undated,
    interrupted: false,
    configuration: {},
    capabilities: {},
    summary: summaryOf(results, 0),
    results,
    scenarios: [],
    exchanges: [],
    imported: { from, dated: testedAt !== undefined },
  };
}

function resultOf({ name, id, category, level, verdict, message, durationMs }: Finding, spec: SpecVersion): Result {
  return {
    requirement: id,
    title: name,
    level,
    basis: "derived",
    category,
    verdict,
    ...(verdict === "skip" ? { reason: message ?? "the official suite skipped it" } : message ? { message } : {}),
    section: sectionLink(spec, ""),
    statements: [],
    endpoint: null,
    scenario: "official suite",
    exchanges: [],
    durationMs,
  };
}
