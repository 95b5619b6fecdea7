import type { ImageRequirementId } from "../../specs/image-catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { Digester } from "../digest.ts";
import type { Said } from "../findings.ts";
import { type Limits, ratioFrom } from "../limits.ts";
import { BadCompression, type Compression, compressionOf } from "./compression.ts";
import { type Decoder, decoderFor } from "./decoders.ts";
import { LayerInspector } from "./inspect.ts";
import type { LayerTree } from "./tree.ts";

export interface LayerOptions {
  /** What the media type says; undefined to take what is found (Docker archives do not say). */
  declared: Compression | undefined;
  restricted: boolean;
  /** It belongs to no image: what is no archive at all is then a file under a borrowed type, as ORAS has them. */
  artifact?: boolean;
  /** Algorithms for the blob as it is stored. */
  algorithms: Iterable<string>;
  /** Algorithms for its uncompressed content. */
  contentAlgorithms: Iterable<string>;
  spec: SpecVersion;
  limits: Limits;
  onBytes?: (count: number) => void;
}

/** What one pass over a layer brought. */
export interface LayerReading {
  size: number;
  digests: Map<string, string>;
  /** Of the uncompressed content; undefined when it was not read to its end. */
  content: Map<string, string> | undefined;
  contentSize: number;
  found: Compression;
  entries: number;
  said: Said[];
  tree: LayerTree;
  /** Why the content was not read to its end. */
  stopped: string | undefined;
}

/**
 * Reads a layer once: hashes it as stored and uncompressed, and judges its archive. Memory does not grow with its size;
 * zlib decodes in the thread pool while this thread hashes.
 */
export async function readLayer(stream: AsyncIterable<Buffer>, options: LayerOptions): Promise<LayerReading> {
  const reading = new Reading(options);
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    options.onBytes?.(chunk.length);
    if (reading.started) await reading.write(chunk);
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length >= 8) await reading.start(head);
    }
  }
  if (!reading.started) await reading.start(head);
  return reading.end();
}

class Reading {
  readonly #options: LayerOptions;
  readonly #raw: Digester;
  readonly #content: Digester;
  readonly #inspector: LayerInspector;
  readonly #said: Said[] = [];
  #found: Compression = "none";
  #decoder: Decoder | undefined;
  #stopped: string | undefined;
  #over = false;
  started = false;

  constructor(options: LayerOptions) {
    this.#options = options;
    this.#raw = new Digester(options.algorithms);
    this.#content = new Digester(options.contentAlgorithms);
    this.#inspector = new LayerInspector(options);
  }

  async start(head: Buffer): Promise<void> {
    this.started = true;
    const { declared } = this.#options;
    this.#found = compressionOf(head);
    if (declared !== undefined && this.#found !== declared && head.length > 0)
      this.#said.push(this.#otherFormat(declared));
    this.#decoder = decoderFor(this.#found, (chunk) => this.#take(chunk));
    if (!this.#decoder) this.#stopped = `it is compressed with ${this.#found}`;
    await this.write(head);
  }

  async write(chunk: Buffer): Promise<void> {
    const decoded =
      this.#decoder && this.#stopped === undefined ? this.#guarded(this.#decoder.write(chunk)) : undefined;
    this.#raw.update(chunk);
    await decoded;
    if (this.#over && this.#stopped === undefined) this.#bomb();
  }

  async end(): Promise<LayerReading> {
    if (this.#decoder && this.#stopped === undefined) await this.#guarded(this.#decoder.end());
    if (this.#stopped === undefined) this.#inspector.end();
    return {
      size: this.#raw.size,
      digests: this.#raw.digests(),
      content: this.#stopped === undefined ? this.#content.digests() : undefined,
      contentSize: this.#content.size,
      found: this.#found,
      entries: this.#inspector.entries,
      said: [...this.#said, ...this.#inspector.said],
      tree: this.#inspector.tree,
      stopped: this.#stopped ?? this.#inspector.stopped,
    };
  }

  async #guarded(decoding: Promise<void>): Promise<void> {
    try {
      await decoding;
    } catch (error) {
      if (!(error instanceof BadCompression)) throw error;
      if (this.#stopped === undefined) this.#said.push(this.#badStream(error.message));
      this.#stopped ??= `its ${this.#found} stream is broken`;
    }
  }

  #take(chunk: Buffer): void {
    if (this.#over) return;
    this.#content.update(chunk);
    const { size } = this.#content;
    this.#over = size > ratioFrom && size > this.#options.limits.ratio * (this.#raw.size + chunk.length);
    this.#inspector.write(chunk);
  }

  #bomb(): void {
    const { ratio } = this.#options.limits;
    this.#decoder?.stop();
    this.#stopped = "it expands beyond the limit";
    this.#said.push({
      requirement: "image.layer.diff-id-uncompressed",
      severity: "error",
      message: "The layer was not read to its end, and its diff_id not verified: it expands like a decompression bomb",
      expected: `at most ${ratio} bytes for each compressed byte`,
      found: "more",
      advice: "Raise the limit with --max-ratio if the layer is meant to be so.",
    });
  }

  #otherFormat(declared: Compression): Said {
    const words = (format: Compression) => (format === "none" ? "an uncompressed archive" : format);
    return {
      requirement: this.#requirement(declared),
      severity: "error",
      message: "The layer is not compressed as its media type says",
      expected: words(declared),
      found: this.#found === "none" ? "no compression that is known" : words(this.#found),
      advice: "Give the descriptor the media type of what is stored; many readers look at the bytes and hide this.",
    };
  }

  #badStream(message: string): Said {
    return {
      requirement: this.#requirement(this.#found),
      severity: "error",
      message: `The ${this.#found} stream of the layer is broken`,
      expected:
        this.#found === "gzip"
          ? "whole gzip members (RFC 1952), and nothing else"
          : "whole zstd frames (RFC 8878), and nothing else",
      found: message,
      advice: "Compress the layer again.",
    };
  }

  #requirement(compression: Compression): ImageRequirementId {
    if (this.#options.restricted) return "image.layer.gzip-of-restricted";
    if (compression === "none") return "image.layer.plain-tar";
    return compression === "zstd" ? "image.layer.zstd" : "image.layer.gzip";
  }
}
