import type { Report } from "../../schemas/report.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { select } from "../../specs/select.ts";
import { isMerged } from "../merge.ts";
import { verify } from "../verify.ts";
import { version } from "../version.ts";
import { digestsOf } from "./digests.ts";
import { isExact, type Product, productProblems } from "./product.ts";

/** One question of a reviewer. */
export interface Check {
  question: string;
  /** What is wrong, one line each; empty when all is well. */
  problems: string[];
}

/** Reviews a submission of one version of the spec. */
export async function review(report: Report, product: Partial<Product>, readme: string): Promise<Check[]> {
  return [
    { question: "PRODUCT.yaml says what it has to", problems: productProblems(product) },
    {
      question: "the tested version is exact, and the one in PRODUCT.yaml",
      problems: versionProblems(report, product),
    },
    { question: "the suite is this one", problems: suiteProblems(report) },
    { question: "every requirement of the version was judged", problems: gaps(report) },
    { question: "the verdicts follow from the exchanges", problems: await discrepancies(report) },
    { question: "the product is conformant", problems: failings(report) },
    { question: "README.md says how to reproduce it", problems: readmeProblems(report, readme) },
  ];
}

function versionProblems({ target }: Report, { version: stated }: Partial<Product>): string[] {
  const tested = target.product?.split("@").slice(1).join("@");
  if (!tested) return ["the report names no version: run with --product name@version"];
  if (!isExact(tested)) return [`"${tested}" is not exact: name the release`];
  return stated === undefined || String(stated) === tested ? [] : [`${tested} was tested, PRODUCT.yaml says ${stated}`];
}

function suiteProblems({ tool }: Report): string[] {
  return tool.version === version
    ? []
    : [`the report is of ${tool.version}, this is ${version}: run that version's review`];
}

function gaps({ spec, results, interrupted }: Report): string[] {
  const judged = new Set(results.map(({ requirement }) => requirement));
  const missing = select(catalogue, { spec: spec.distribution }).filter(({ id }) => !judged.has(id));
  return [...(interrupted ? ["the run was interrupted"] : []), ...missing.map(({ id }) => `${id} was not judged`)];
}

async function discrepancies(report: Report): Promise<string[]> {
  if (isMerged(report)) return ["the report was merged from shards: submit one run"];
  const { discrepancies: found } = await verify(report);
  return found.map(({ about, stated, follows }) => `${about}: ${stated} is stated, ${follows} follows`);
}

/** A baseline accepts nothing here. */
function failings({ summary, results }: Report): string[] {
  const broken = results
    .filter(({ verdict }) => verdict === "fail")
    .map(({ requirement }) => `${requirement} is broken`);
  if (broken.length > 0 || summary.conformant) return broken;
  return summary.categories
    .filter(({ status }) => status === "inconclusive")
    .map(({ id }) => `there is no verdict on ${id}`);
}

function readmeProblems(report: Report, readme: string): string[] {
  const { catalogue: ofCatalogue, configuration } = digestsOf(report);
  return [
    ...(/oci-conformance\S* run\b/.test(readme) ? [] : ["it has no command that runs the suite"]),
    ...(readme.includes(ofCatalogue) ? [] : [`it does not name the catalogue, ${ofCatalogue}`]),
    ...(readme.includes(configuration) ? [] : [`it does not name the configuration, ${configuration}`]),
  ];
}
