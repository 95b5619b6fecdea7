import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayoutCase } from "../../image/corpus/layouts.ts";
import { defaultLimits } from "../../image/limits.ts";
import { LayoutSource } from "../../image/source/layout.ts";
import { memoryTree } from "../../image/source/memory.ts";
import { openSource } from "../../image/source/open.ts";
import type { Source } from "../../image/source/source.ts";
import { type Validation, validate } from "../../image/validate.ts";
import type { SpecVersion } from "../../specs/model.ts";

/** What is found in a layout of the corpus: in memory, or from a file where it is an archive. */
export async function validateCase({ make, options = {} }: LayoutCase, spec: SpecVersion): Promise<Validation> {
  const made = make();
  const limits = { ...defaultLimits, ...options.limits };
  if (!Buffer.isBuffer(made)) {
    return validate(new LayoutSource(memoryTree(made), "layout", spec, limits), { spec, ...options });
  }
  return withFile(made, async (file) => {
    const source = await openSource(file, { spec, limits, stdin: nothing(), connect: noRegistry });
    try {
      return await validate(source, { spec, ...options });
    } finally {
      await source.close();
    }
  });
}

/** A file with this content, removed afterwards. */
export async function withFile<T>(content: Buffer | string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-test-"));
  const file = join(folder, "input");
  writeFileSync(file, content);
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function open(input: string, spec: SpecVersion = "1.1"): Promise<Source> {
  return openSource(input, { spec, limits: defaultLimits, stdin: nothing(), connect: noRegistry });
}

export async function* nothing(): AsyncGenerator<Buffer> {}

export function noRegistry(): never {
  throw new Error("no registry is expected here");
}
