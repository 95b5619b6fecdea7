import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from "node:fs";
import type { Client } from "../../client/client.ts";
import { mask } from "../../client/redact.ts";
import { maskNamed } from "../../client/secret-names.ts";
import type { SpecVersion } from "../../specs/model.ts";
import type { DocumentKind } from "../document/kind.ts";
import { compressionOf } from "../layer/compression.ts";
import type { Limits } from "../limits.ts";
import { archiveTree } from "./archive.ts";
import { directoryTree } from "./directory.ts";
import { DockerArchiveSource } from "./docker-archive.ts";
import { DocumentSource } from "./document.ts";
import { fileBlob, pieceSize, reasonOf } from "./file.ts";
import { LayoutSource } from "./layout.ts";
import { type Reference, referenceIn } from "./reference.ts";
import { RegistrySource } from "./registry.ts";
import { type Source, UnusableInput } from "./source.ts";
import { type Spooled, spool } from "./spool.ts";
import { type FileTree, wholeOf } from "./tree.ts";

export interface OpenOptions {
  spec: SpecVersion;
  limits: Limits;
  /** The input is one JSON document of this kind. */
  as?: DocumentKind | undefined;
  /** What `-` stands for. */
  stdin: AsyncIterable<Buffer>;
  /** Reaches a registry. */
  connect: (reference: Reference) => Client;
}

/**
 * Opens whatever the user named: a layout directory; a tar archive, compressed or not, of a layout or of `docker save`; a
 * JSON document; `-` for any of these on standard input; else a reference in a registry.
 * @throws UnusableInput
 */
export async function openSource(input: string, options: OpenOptions): Promise<Source> {
  if (input === "-") return openStream(options.stdin, "standard input", options);
  if (existsSync(input)) return openPath(input, options);
  const reference = referenceIn(input);
  if (reference && options.as === undefined) return new RegistrySource(options.connect(reference), reference);
  const told = maskNamed(input, mask);
  throw new UnusableInput(
    reference
      ? `${told} is not there, and --as takes files only`
      : `${told} is not there: no such file or directory, nor a reference such as registry.example/team/app:1.2`,
  );
}

async function openPath(path: string, options: OpenOptions): Promise<Source> {
  const status = statSync(path);
  if (status.isDirectory()) return openDirectory(path, options);
  if (status.isFile()) return openFile(path, status.size, { ...options, name: path, close: async () => {} });
  return openStream(createReadStream(path, { highWaterMark: pieceSize }), path, options);
}

function openDirectory(path: string, { spec, limits, as }: OpenOptions): Source {
  if (as !== undefined) throw new UnusableInput(`${path} is a directory: --as takes one JSON document`);
  let tree: FileTree;
  try {
    tree = directoryTree(path);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput(`${path} cannot be read: ${reasonOf(error)}`);
  }
  if (!isLayout(tree))
    throw new UnusableInput(`${path} is no image layout: it has neither oci-layout nor index.json nor blobs`);
  return new LayoutSource(tree, "layout", spec, limits);
}

async function openStream(stream: AsyncIterable<Buffer>, name: string, options: OpenOptions): Promise<Source> {
  const spooled = await spool(stream, { compression: "none", name, limits: options.limits });
  return closing(spooled, () => openFile(spooled.file, spooled.size, { ...options, name, close: spooled.close }));
}

interface FileOptions extends OpenOptions {
  name: string;
  close: () => Promise<void>;
}

async function openFile(file: string, size: number, options: FileOptions): Promise<Source> {
  const { name, as, limits, close } = options;
  const head = headOf(file, name);
  if (as !== undefined || /^(\xef\xbb\xbf)?\s*[{[]/.test(head.toString("latin1"))) {
    const bytes = await wholeOf(fileBlob(file, size), limits.json);
    if (!bytes)
      throw new UnusableInput(`${name} has ${size} bytes, more than a JSON document may have: raise --max-json`);
    await close();
    return new DocumentSource(name, bytes, as);
  }
  const compression = compressionOf(head);
  if (compression === "none") return openArchive(file, size, options);
  const spooled = await spool(fileBlob(file, size).stream(), { compression, name, limits });
  await close();
  return closing(spooled, () => openArchive(spooled.file, spooled.size, { ...options, close: spooled.close }));
}

async function openArchive(file: string, size: number, { name, spec, limits, close }: FileOptions): Promise<Source> {
  const tree = await archiveTree(file, size, name, close);
  if (isLayout(tree)) return new LayoutSource(tree, "layout archive", spec, limits);
  if (tree.nodes.has("manifest.json")) return new DockerArchiveSource(tree, limits);
  throw new UnusableInput(
    `${name} is a tar archive of neither an image layout (oci-layout, index.json) nor docker save (manifest.json)`,
  );
}

function isLayout({ nodes }: FileTree): boolean {
  return nodes.has("oci-layout") || nodes.has("index.json") || nodes.get("blobs")?.type === "directory";
}

function headOf(file: string, name: string): Buffer {
  const head = Buffer.alloc(64);
  try {
    const descriptor = openSync(file, "r");
    try {
      return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new UnusableInput(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

/** Removes the temporary file when what was to be done with it fails. */
async function closing<T>(spooled: Spooled, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await spooled.close();
    throw error;
  }
}
