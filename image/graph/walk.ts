import { checkDocument } from "../document/check.ts";
import { type DocumentKind, detectKind } from "../document/kind.ts";
import { isImageConfigType, isIndexType, isManifestType } from "../media-types.ts";
import { type Root, UnusableInput } from "../source/source.ts";
import { otherSize, readVerified } from "./content.ts";
import type { Context } from "./context.ts";
import { descriptorIn, type Reference } from "./descriptor.ts";
import type { Document, Graph, IndexDocument, ManifestDocument } from "./graph.ts";
import { arrayIn, type Json, objectIn } from "./json.ts";
import { kindOf, ownKind } from "./kind-of.ts";
import { circle, tooDeep } from "./nesting.ts";
import { contentTypeAgrees, inferredKind, mediaTypeAgrees } from "./types-agree.ts";

/** Follows descriptors from the roots through indexes and manifests; each document is read once, however often it is named. */
export class Walk {
  readonly graph: Graph = { indexes: [], manifests: [], references: new Map(), content: new Map() };
  readonly #context: Context;
  readonly #documents = new Map<string, Document>();
  /** Digest and size of what could not be read as it was described. */
  readonly #unread = new Set<string>();

  constructor(context: Context) {
    this.#context = context;
  }

  async root({ path, bytes, kind, contentType, digest }: Root): Promise<void> {
    const found = kind ?? ownKind(bytes) ?? detectKind(bytes, contentType);
    if (found === "unknown") return this.#unknown(path, contentType);
    const value = this.#check(bytes, { kind: found, path, mediaType: undefined });
    if (kind === undefined && contentType === undefined) inferredKind(this.#context, { path, kind: found, value });
    this.#context.tally.bytes += bytes.length;
    if (value) {
      contentTypeAgrees(this.#context, { path, contentType, value });
      await this.#follow({ path, digest, size: undefined, kind: found, value }, []);
    }
  }

  /** Nothing can be said of it, and that must not look like nothing being wrong. */
  #unknown(path: string, contentType: string | undefined): void {
    if (this.#context.source.kind === "document")
      throw new UnusableInput(`${path} does not show which document of an image it is: say it with --as`);
    this.#context.notLookedAt.push({ path, reason: `its type is not known here (${contentType ?? "none is given"})` });
  }

  /** @param above digests of the indexes that lead here */
  async #follow(document: Document, above: readonly string[]): Promise<void> {
    if (document.kind === "index" || document.kind === "docker-manifest-list") await this.#index(document, above);
    if (document.kind === "manifest" || document.kind === "docker-manifest") await this.#manifest(document);
  }

  async #index(document: Document, above: readonly string[]): Promise<void> {
    const index: IndexDocument = { ...document, entries: [] };
    this.graph.indexes.push(index);
    const ancestors = document.digest === undefined ? above : [...above, document.digest];
    for (const [at, entry] of arrayIn(document.value.manifests).entries()) {
      const reference = this.#reference(entry, `${document.path} → manifests[${at}]`);
      if (!reference) continue;
      const { mediaType } = reference.descriptor;
      const known = isIndexType(mediaType) || isManifestType(mediaType);
      const target = known ? await this.#document(reference, ancestors) : this.#content(reference);
      index.entries.push({ ...reference, at, target });
    }
    await this.#subject(document);
  }

  async #manifest(document: Document): Promise<void> {
    const manifest: ManifestDocument = { ...document, config: undefined, layers: [], subject: undefined };
    this.graph.manifests.push(manifest);
    const config = this.#reference(document.value.config, `${document.path} → config`);
    if (config) {
      const image = isImageConfigType(config.descriptor.mediaType);
      manifest.config = { ...config, target: image ? await this.#document(config, []) : this.#content(config) };
    }
    for (const [at, layer] of arrayIn(document.value.layers).entries()) {
      const reference = this.#reference(layer, `${document.path} → layers[${at}]`);
      if (!reference) continue;
      manifest.layers.push({ ...reference, at });
      this.#content(reference);
    }
    manifest.subject = await this.#subject(document);
  }

  /** A subject is verified where it is there, but is no part of the image: it is not followed. */
  async #subject({ path, value }: Document): Promise<Reference | undefined> {
    const subject = this.#reference(value.subject, `${path} → subject`);
    if (!subject || this.#documents.has(subject.descriptor.digest)) return subject;
    const { digest, mediaType } = subject.descriptor;
    const there = await this.#context.source.open({ digest, mediaType }).catch(() => undefined);
    if (there) await readVerified(this.#context, subject);
    return subject;
  }

  #reference(value: unknown, path: string): Reference | undefined {
    const descriptor = descriptorIn(value);
    if (!descriptor) return undefined;
    const reference = { descriptor, path };
    append(this.graph.references, reference);
    return reference;
  }

  #content(reference: Reference): undefined {
    append(this.graph.content, reference);
    return undefined;
  }

  async #document(reference: Reference, above: readonly string[]): Promise<Document | undefined> {
    const { digest, size, mediaType } = reference.descriptor;
    if (above.includes(digest)) return circle(this.#context, reference);
    if (above.length > this.#context.limits.depth) return tooDeep(this.#context, reference);
    const known = this.#documents.get(digest);
    if (known) {
      mediaTypeAgrees(this.#context, reference, known.value);
      if (size !== undefined && known.size !== size) return otherSize(this.#context, reference, known.size ?? 0);
      return known;
    }
    const attempt = `${digest} ${size}`;
    if (this.#unread.has(attempt)) return undefined;
    this.#unread.add(attempt);
    const read = await readVerified(this.#context, reference);
    if (!read) return undefined;
    const kind = kindOf(mediaType, read.bytes);
    const value = this.#check(read.bytes, { kind, path: reference.path, mediaType });
    if (!value) return undefined;
    const document: Document = { path: reference.path, digest, size: read.bytes.length, kind, value };
    this.#documents.set(digest, document);
    mediaTypeAgrees(this.#context, reference, value);
    contentTypeAgrees(this.#context, {
      path: reference.path,
      contentType: read.blob.mediaType,
      value: { mediaType },
    });
    await this.#follow(document, above);
    return document;
  }

  #check(
    bytes: Buffer,
    options: { kind: DocumentKind; path: string; mediaType: string | undefined },
  ): Json | undefined {
    const { spec, findings, tally } = this.#context;
    tally.documents++;
    const { kind, path, mediaType } = options;
    const checked = checkDocument(bytes, { kind, spec, path, ...(mediaType === undefined ? {} : { mediaType }) });
    for (const finding of checked.findings) findings.add(finding);
    return objectIn(checked.value);
  }
}

/** In place: an index may name one digest a hundred thousand times. */
function append(map: Map<string, Reference[]>, reference: Reference): void {
  const { digest } = reference.descriptor;
  const known = map.get(digest);
  if (known) known.push(reference);
  else map.set(digest, [reference]);
}
