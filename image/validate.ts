import type { SpecVersion } from "../specs/model.ts";
import type { Finding } from "./finding.ts";
import { Findings } from "./findings.ts";
import { isBuildkitCache, manifestKind } from "./graph/classify.ts";
import type { Context, Found, NotLookedAt, Tally } from "./graph/context.ts";
import { diffIds } from "./graph/diff-ids.ts";
import { dockerImages } from "./graph/docker-images.ts";
import { bases, entries } from "./graph/entries.ts";
import type { Graph } from "./graph/graph.ts";
import { platforms } from "./graph/platforms.ts";
import { readContent } from "./graph/read-content.ts";
import { sameDigest } from "./graph/references.ts";
import { restrictedLayers } from "./graph/restricted.ts";
import { layerStack } from "./graph/stack.ts";
import { unreferenced } from "./graph/unreferenced.ts";
import { Walk } from "./graph/walk.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { Source } from "./source/source.ts";

export interface ValidateOptions {
  spec: SpecVersion;
  limits?: Partial<Limits>;
  /** Content that is not there is an error; by default it may be kept elsewhere. */
  complete?: boolean;
  /** Bytes read, and bytes there are to read as far as is known; called often. */
  onProgress?: (done: number, known: number) => void;
  signal?: AbortSignal;
}

/** Everything that was found in one source. */
export interface Validation {
  findings: Finding[];
  /** What was left out, and why. */
  notLookedAt: NotLookedAt[];
  /** The indexes, images and artifacts that were met. */
  found: Found[];
  tally: Tally;
}

/**
 * Validates everything that can be reached in a source: each document, and what they say about each other and about the
 * layers. It never stops at the first finding. Memory grows with the number of documents and of entries in layers, not with
 * the size of content.
 * @throws UnreachableSource, UnusableInput when the source cannot be read at all
 */
export async function validate(source: Source, options: ValidateOptions): Promise<Validation> {
  const context: Context = {
    source,
    spec: options.spec,
    limits: { ...defaultLimits, ...options.limits },
    complete: options.complete ?? false,
    findings: new Findings(options.spec),
    notLookedAt: [],
    found: [],
    tally: { documents: 0, blobs: 0, bytes: 0, layers: 0, entries: 0 },
    onProgress: options.onProgress ?? (() => {}),
    signal: options.signal,
  };
  await source.inspect(context.findings);
  const walk = new Walk(context);
  for (const root of await source.roots()) await walk.root(root);
  await judge(context, walk.graph);
  await dockerImages(context, await source.images());
  const { findings, notLookedAt, found, tally } = context;
  return { findings: findings.all, notLookedAt, found, tally };
}

async function judge(context: Context, graph: Graph): Promise<void> {
  describe(context, graph);
  platforms(context, graph);
  entries(context, graph);
  bases(context, graph);
  restrictedLayers(context, graph);
  const read = await readContent(context, graph);
  for (const manifest of graph.manifests) {
    diffIds(context, manifest, read);
    layerStack(context, manifest, read);
  }
  sameDigest(context, graph, read);
  await unreferenced(context, graph);
}

function describe({ found }: Context, { indexes, manifests }: Graph): void {
  for (const { path, digest, value } of indexes)
    found.push({ path, what: isBuildkitCache(value) ? "BuildKit cache" : "index", ...(digest ? { digest } : {}) });
  for (const { path, digest, value, config } of manifests)
    found.push({ path, what: manifestKind(value, config?.target?.value), ...(digest ? { digest } : {}) });
}
