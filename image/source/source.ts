import type { DocumentKind } from "../document/kind.ts";
import type { Findings } from "../findings.ts";

/** Content that can be read, once or more often. */
export interface Blob {
  /** Bytes; undefined where only reading tells. */
  size: number | undefined;
  /** What whoever handed it out called it; only registries say. */
  mediaType?: string | undefined;
  /** @throws SourceFailure while reading, when the content cannot be read to its end */
  stream(): AsyncIterable<Buffer>;
}

/** Where a walk begins. */
export interface Root {
  /** Its name in descriptor paths. */
  path: string;
  bytes: Buffer;
  /** What the user said it is; else it is found out. */
  kind?: DocumentKind | undefined;
  /** The Content-Type it came with. */
  contentType?: string | undefined;
  /** What it must hash to; undefined where nobody said. */
  digest?: string | undefined;
}

export interface Stored {
  /** `blobs/sha256/…` */
  path: string;
  digest: string;
  blob: Blob;
}

/** The parts of an image of a Docker archive, which has no descriptors. */
export interface DockerImage {
  path: string;
  config: { path: string; blob: Blob | undefined; digest: string | undefined };
  /** `file` is the same for the same layer, however many images have it. */
  layers: { path: string; file: string; blob: Blob | undefined; digest: string | undefined }[];
}

/** Content to be validated, wherever it is. */
export interface Source {
  readonly kind: "layout" | "layout archive" | "Docker archive" | "registry" | "document";
  /** What the source itself is made of: judged before the walk, in the order of the findings. */
  inspect(findings: Findings): Promise<void>;
  roots(): Promise<Root[]>;
  /** Images without descriptors. */
  images(): Promise<DockerImage[]>;
  /** @returns undefined when it is not there */
  open(wanted: { digest: string; mediaType: string }): Promise<Blob | undefined>;
  /** Everything that is stored by digest, reachable or not; empty where nobody can list it. */
  list(): Stored[];
  close(): Promise<void>;
}

/** What was named cannot be taken as input: it is not there, not readable, or nothing that we know. One line for people. */
export class UnusableInput extends Error {
  override readonly name = "UnusableInput";
}

/** The registry does not answer, or refuses. One line for people. */
export class UnreachableSource extends Error {
  override readonly name = "UnreachableSource";
}
