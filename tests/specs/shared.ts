import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";
import { readSpec, type SpecText } from "../../gate/documents.ts";
import { revisions, type SpecName } from "../../specs/spec-names.ts";
import type { SpecVersion } from "../../specs/versions.ts";

/**
 * Path of a document that lies beside the repository and not in it: the texts of the specs are not ours to copy.
 * A test that needs one that is absent is skipped, and says so.
 */
export function shared({ skip }: TestContext, path: string): string {
  const file = fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
  skip(!existsSync(file), `../shared/${path} is not there`);
  return file;
}

/** The folder with the text of a version of a spec, beside the repository. */
function sharedSpec(context: TestContext, spec: SpecName, version: SpecVersion): string {
  return shared(context, `specs/${spec}-spec/${version === "edge" ? version : revisions[spec][version]}`);
}

const texts = new Map<string, SpecText>();

/** The text of a version of a spec, read once for all tests. */
export function sharedText(context: TestContext, spec: SpecName, version: SpecVersion): SpecText {
  const folder = sharedSpec(context, spec, version);
  const text = texts.get(folder) ?? readSpec(folder);
  texts.set(folder, text);
  return text;
}
