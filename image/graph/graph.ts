import type { DocumentKind } from "../document/kind.ts";
import type { Reference } from "./descriptor.ts";
import type { Json } from "./json.ts";

/** A document that was read, verified and parsed, with what it refers to. */
export interface Document {
  /** Where it was met first. */
  path: string;
  digest: string | undefined;
  /** Bytes; undefined for roots. */
  size: number | undefined;
  kind: DocumentKind;
  value: Json;
}

export interface IndexDocument extends Document {
  /** In the order of `manifests`; entries without a digest are left out. */
  entries: (Reference & { at: number; target: Document | undefined })[];
}

export interface ManifestDocument extends Document {
  config: (Reference & { target: Document | undefined }) | undefined;
  layers: (Reference & { at: number })[];
  subject: Reference | undefined;
}

/** Everything that was reached. */
export interface Graph {
  indexes: IndexDocument[];
  manifests: ManifestDocument[];
  /** Descriptors by the digest they name, in the order of the walk. */
  references: Map<string, Reference[]>;
  /** Content that is no document: to be hashed, and read where it is a layer. */
  content: Map<string, Reference[]>;
}
