import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { type FormatName, formats, renderAll } from "../reporters/index.ts";
import { reportsByVersion } from "../schemas/judgements.ts";
import type { Report } from "../schemas/report.ts";
import { releasedVersions } from "../specs/versions.ts";
import { type Check, review } from "./bundle/checks.ts";
import { folderOf, type Product, productOf } from "./bundle/product.ts";
import { readmeOf } from "./bundle/readme.ts";
import { UsageError } from "./errors.ts";
import { readReport } from "./report-file.ts";

/** The files of a submission that are rendered from its report. */
const rendered: readonly FormatName[] = ["results-yaml", "html", "junit"];

/** Holds the exchanges, for whoever wants to judge them again. */
const documentFile = "report.json.gz";

/** A submission to the public results repository, for one version of the spec. */
export interface Submission {
  /** `distribution-spec/v<version>/<product>`, below the repository. */
  folder: string;
  files: { file: string; content: string | Buffer }[];
  report: Report;
  product: Partial<Product>;
  readme: string;
}

/**
 * The submissions that a report gives, one for each released version of the spec that it judges.
 * @param readme the text of README.md; made when undefined
 * @throws UsageError when the report judges no released version, or PRODUCT.yaml names no product
 */
export function submissionsOf(report: Report, productText: string, readme?: string): Submission[] {
  const product = productOf(productText, "PRODUCT.yaml");
  if (folderOf(product) === "") throw new UsageError("PRODUCT.yaml names no product: fill in name");
  const released = reportsByVersion(report).filter(({ spec }) => spec.distribution !== "edge");
  if (released.length === 0)
    throw new UsageError(
      `the report judges edge only: results are published for released versions, ${releasedVersions.join(" or ")}`,
    );
  return released.map((each) => {
    const text = readme ?? readmeOf(each, product);
    const document = gzipSync(`${JSON.stringify(each)}\n`);
    return {
      folder: `distribution-spec/v${each.spec.distribution}/${folderOf(product)}`,
      files: [
        { file: "PRODUCT.yaml", content: productText },
        { file: "README.md", content: text },
        ...renderAll(each, rendered).map(({ file, text: content }) => ({ file, content })),
        { file: documentFile, content: document },
      ],
      report: each,
      product,
      readme: text,
    };
  });
}

/** Whether the path is a folder, and so a submission to review and no report to make one of. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Reviews a submission that is to be. */
export function reviewOf({ report, product, readme }: Submission): Promise<Check[]> {
  return review(report, product, readme);
}

/** Reviews a submission as it lies in its folder: also whether its files are those of its report. @throws UsageError */
export async function reviewFolder(folder: string): Promise<Check[]> {
  const report = readReport(join(folder, documentFile));
  const product = productOf(textOf(folder, "PRODUCT.yaml"), join(folder, "PRODUCT.yaml"));
  const altered = renderAll(report, rendered).filter(({ file, text }) => textOf(folder, file) !== text);
  return [
    ...(await review(report, product, textOf(folder, "README.md"))),
    {
      question: `${rendered.map((name) => formats[name].file).join(", ")} are made of ${documentFile}`,
      problems: altered.map(({ file }) => `${file} is another: make it again by "report"`),
    },
    { question: "it lies in the folder of its version and product", problems: placeProblems(folder, report, product) },
  ];
}

/** Whoever looks for a version in the public repository goes by the folder. A draft may lie anywhere. */
function placeProblems(folder: string, { spec }: Report, product: Partial<Product>): string[] {
  const path = resolve(folder);
  const [above, name] = [basename(dirname(path)), basename(path)];
  if (!/^v\d+\.\d+/.test(above)) return [];
  const [version, own] = [`v${spec.distribution}`, folderOf(product)];
  if (above !== version) return [`the report judges version ${spec.distribution}: its folder is ${version}/${own}`];
  return name === own ? [] : [`the product is ${product.name}: its folder is ${version}/${own}`];
}

function textOf(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch {
    throw new UsageError(
      `${folder} has no ${file}: a submission has PRODUCT.yaml, README.md, results.yaml, report.html, junit.xml`,
    );
  }
}
