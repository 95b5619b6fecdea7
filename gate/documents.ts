import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SpecName } from "../specs/spec-names.ts";
import type { Passage } from "../specs/statement.ts";
import { UnreadableSpec } from "./errors.ts";
import { filesAt, textsOf } from "./git.ts";
import { passagesOf } from "./passages.ts";

/** The documents of one spec at one time. */
export interface SpecText {
  spec: SpecName;
  /** By file name, such as `spec.md` or `extensions/_oci.md`. */
  documents: ReadonlyMap<string, string>;
}

/** A document of the spec itself; files in capitals at the top (README.md, GOVERNANCE.md) are about the project. */
const document = /^(?:[a-z][^/]*|extensions\/.+)\.md$/;

/** Whether a file of a repository is a document of the spec, and not one about the project. */
export function isDocument(path: string): boolean {
  return document.test(path);
}

/**
 * Reads a spec: the files as they lie in a folder, or those of a ref.
 * @param path a checkout or clone of distribution-spec or image-spec, or a folder with its documents
 * @param ref branch, tag or commit; read through git, without a work tree
 * @throws UnreadableSpec where there is no such thing
 */
export function readSpec(path: string, ref?: string): SpecText {
  if (!existsSync(path)) throw new UnreadableSpec(`${path} is not there: give a checkout of one of the specs`);
  if (!statSync(path).isDirectory())
    throw new UnreadableSpec(`${path} is no folder: give a checkout of one of the specs`);
  const documents = ref === undefined ? inFolder(path) : inCommit(path, ref);
  const spec = specOf(documents);
  if (!spec)
    throw new UnreadableSpec(
      `${ref === undefined ? path : `${path} at ${ref}`} holds neither spec: distribution-spec has a spec.md, image-spec a descriptor.md too`,
    );
  return { spec, documents };
}

/** What was found in texts that several look into: parsing Markdown is most of the work. */
const found = new WeakMap<SpecText, readonly Passage[]>();

/** Every passage of the spec, file by file. */
export function passagesIn(spec: SpecText): readonly Passage[] {
  const passages = found.get(spec) ?? [...spec.documents].flatMap(([file, text]) => passagesOf(text, file));
  found.set(spec, passages);
  return passages;
}

function specOf(documents: ReadonlyMap<string, string>): SpecName | undefined {
  if (documents.has("descriptor.md")) return "image";
  return documents.has("spec.md") ? "distribution" : undefined;
}

function inFolder(path: string): Map<string, string> {
  const names = [path, join(path, "extensions")]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => (folder === path ? name : `extensions/${name}`)));
  return new Map(
    names
      .filter(isDocument)
      .sort()
      .map((name) => [name, readFileSync(join(path, name), "utf8")]),
  );
}

function inCommit(path: string, ref: string): Map<string, string> {
  const files = filesAt(path, ref).filter((file) => isDocument(file.path));
  const texts = textsOf(
    path,
    files.map(({ blob }) => blob),
  );
  return new Map(files.map((file, index) => [file.path, texts[index] ?? ""]));
}
