import { documentCases } from "../../image/corpus/documents.ts";
import { findingsInDocument, findingsInLayout } from "../../image/corpus/find.ts";
import { layouts } from "../../image/corpus/layouts.ts";
import type { Finding } from "../../image/finding.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";

/** What the self-test found out about the validation of images under one version of the image spec. */
export interface ImageSelftest {
  spec: SpecVersion;
  /** Documents and layouts that were validated, the legal ones included. */
  cases: number;
  /** Requirements that a case of its own shows broken. */
  proven: number;
  /** Cases whose fault was not found. */
  missed: string[];
  /** Cases in which something else was found. */
  disturbed: string[];
}

/** Validates the corpus: every document and layout with one fault, and every legal one. */
export function selftestImages(specs: readonly SpecVersion[]): Promise<ImageSelftest[]> {
  return Promise.all(specs.map(examine));
}

export function imagesProve({ missed, disturbed }: ImageSelftest): boolean {
  return missed.length === 0 && disturbed.length === 0;
}

export function imageSelftestText({ spec, cases, proven, missed, disturbed }: ImageSelftest): string {
  return [
    ...missed.map((title) => `MISSED    ${title}`),
    ...disturbed.map((title) => `DISTURBED ${title}`),
    `${cases} images and documents, ${proven} requirements proven able to fail, ${missed.length} missed, ${disturbed.length} disturbed (image spec ${spec})`,
    "",
  ].join("\n");
}

async function examine(spec: SpecVersion): Promise<ImageSelftest> {
  const found: ImageSelftest = { spec, cases: 0, proven: 0, missed: [], disturbed: [] };
  const proven = new Set<string>();
  const enter = (title: string, breaks: string | undefined, findings: readonly Finding[]) => {
    found.cases++;
    const own = findings.filter(({ requirement }) => requirement === breaks);
    if (breaks !== undefined && own.length === 0) found.missed.push(`${breaks}: ${title}`);
    else if (breaks !== undefined) proven.add(breaks);
    const [other] = findings.filter((each) => !own.includes(each));
    if (other) found.disturbed.push(`${breaks ?? "legal"}: ${title}, by ${other.requirement}: ${other.message}`);
  };
  for (const document of documentCases)
    if (document.specs.includes(spec))
      enter(document.title, document.legal ? undefined : document.requirement, findingsInDocument(document, spec));
  for (const layout of layouts)
    if ((layout.specs ?? specVersions).includes(spec))
      enter(layout.title, layout.breaks, await findingsInLayout(layout, spec));
  return { ...found, proven: proven.size };
}
