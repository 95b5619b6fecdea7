import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SpecVersion } from "../../specs/model.ts";
import { checkDocument } from "../document/check.ts";
import type { Finding } from "../finding.ts";
import { defaultLimits } from "../limits.ts";
import { LayoutSource } from "../source/layout.ts";
import { memoryTree } from "../source/memory.ts";
import { openSource } from "../source/open.ts";
import { type Validation, validate } from "../validate.ts";
import type { DocumentCase } from "./documents.ts";
import type { LayoutCase } from "./layouts.ts";

/** What is found in a layout of the corpus: in memory, or from a file where it is an archive. */
export async function validateCase({ make, options = {} }: LayoutCase, spec: SpecVersion): Promise<Validation> {
  const made = make();
  const limits = { ...defaultLimits, ...options.limits };
  if (!Buffer.isBuffer(made))
    return validate(new LayoutSource(memoryTree(made), "layout", spec, limits), { spec, ...options });
  return withFile(made, async (file) => {
    const source = await openSource(file, { spec, limits, stdin: nothing(), connect: noRegistry });
    try {
      return await validate(source, { spec, ...options });
    } finally {
      await source.close();
    }
  });
}

/** What a layout is found to have: of the notes that come along with its fault, none. */
export async function findingsInLayout(layout: LayoutCase, spec: SpecVersion): Promise<Finding[]> {
  const { findings } = await validateCase(layout, spec);
  const { breaks, notes = [] } = layout;
  return findings.filter(
    ({ requirement, severity }) => requirement === breaks || severity !== "info" || !notes.includes(requirement),
  );
}

/** What a document is found to have: of the information that comes along with its fault, none; of a legal one no information. */
export function findingsInDocument(document: DocumentCase, spec: SpecVersion): Finding[] {
  const { legal, also = [] } = document;
  return checkDocument(document.bytes, { ...document, spec }).findings.filter(
    ({ requirement, severity }) => severity !== "info" || !(legal || also.includes(requirement)),
  );
}

/** A file with this content, removed afterwards. */
export async function withFile<T>(content: Buffer | string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-corpus-"));
  const file = join(folder, "input");
  writeFileSync(file, content);
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function* nothing(): AsyncGenerator<Buffer> {}

export function noRegistry(): never {
  throw new Error("no registry is expected here");
}
