import { Digester, digestIn } from "../digest.ts";
import { type LayerReading, readLayer } from "../layer/read.ts";
import { layerTypeOf } from "../media-types.ts";
import { UnreachableSource } from "../source/source.ts";
import { openVerified, otherDigest, otherSize, skip } from "./content.ts";
import type { Context } from "./context.ts";
import type { Reference } from "./descriptor.ts";
import type { Graph } from "./graph.ts";
import { artifactLayers, contentAlgorithms } from "./layer-roles.ts";
import { inParallel } from "./pool.ts";

/** Layers read at once. One is decoded in the thread pool while another is hashed here; more only cost memory. */
const atOnce = 3;

/** What reading brought, by digest; only content that is what its descriptor says. */
export interface ReadContent {
  /** Digests that hold. */
  verified: Set<string>;
  layers: Map<string, LayerReading>;
  /** Layers that only artifacts have. */
  artifacts: ReadonlySet<string>;
  /** Entries of the trees that are kept. */
  keptEntries: number;
}

/** Entries that are kept of all layers together, some 100 bytes each. */
const mostKept = 400_000;

/** Reads everything reachable that is no document: layers through, other content for its digest. */
export async function readContent(context: Context, graph: Graph): Promise<ReadContent> {
  const read: ReadContent = {
    verified: new Set(),
    layers: new Map(),
    artifacts: artifactLayers(graph.manifests),
    keptEntries: 0,
  };
  const wanted = contentAlgorithms(graph.manifests);
  let done = context.tally.bytes;
  let known = done;
  for (const [reference] of graph.content.values()) known += reference?.descriptor.size ?? 0;
  const onBytes = (count: number) => {
    done += count;
    context.tally.bytes += count;
    context.onProgress(done, Math.max(known, done));
    context.signal?.throwIfAborted();
  };
  await inParallel([...graph.content.values()], atOnce, async (references) => {
    const reference = await firstReadable(context, references);
    if (reference)
      await readOne(context, reference, {
        read,
        algorithms: wanted.get(reference.reference.descriptor.digest),
        onBytes,
      });
  });
  return read;
}

interface Readable {
  reference: Reference;
  stream: () => AsyncIterable<Buffer>;
}

/** Content is read under the first descriptor that agrees with its size; the others are told that theirs does not. */
async function firstReadable(context: Context, references: readonly Reference[]): Promise<Readable | undefined> {
  let readable: Readable | undefined;
  const tried = new Set<number | undefined>();
  for (const reference of references) {
    const { size } = reference.descriptor;
    if (tried.has(size)) continue;
    tried.add(size);
    const blob = await openVerified(context, reference);
    if (blob && !readable) readable = { reference, stream: () => blob.stream() };
  }
  return readable;
}

async function readOne(
  context: Context,
  { reference, stream }: Readable,
  {
    read,
    algorithms,
    onBytes,
  }: { read: ReadContent; algorithms: Set<string> | undefined; onBytes: (count: number) => void },
): Promise<void> {
  const { descriptor, path } = reference;
  const digest = digestIn(descriptor.digest);
  const own = digest?.hash ? [digest.hash] : [];
  const type = layerTypeOf(descriptor.mediaType, context.spec);
  context.tally.blobs++;
  try {
    if (!type || type.encrypted) {
      const digester = new Digester(own);
      for await (const piece of limited(stream(), descriptor.size)) {
        onBytes(piece.length);
        digester.update(piece);
      }
      if (!holds(context, reference, digester.size, digester.digests())) return;
      read.verified.add(descriptor.digest);
      if (type?.encrypted) skip(context, reference, "it is encrypted: only its digest was verified");
      return;
    }
    const reading = await readLayer(limited(stream(), descriptor.size), {
      declared: type.compression,
      restricted: type.restricted,
      artifact: read.artifacts.has(descriptor.digest),
      algorithms: own,
      contentAlgorithms: algorithms ?? ["sha256"],
      spec: context.spec,
      limits: context.limits,
      onBytes,
    });
    // What is wrong inside of content that is not the right content says nothing about the image.
    if (!holds(context, reference, reading.size, reading.digests)) return;
    for (const said of reading.said) context.findings.say(path, said);
    if (reading.stopped !== undefined) skip(context, reference, `it was not read to its end: ${reading.stopped}`);
    context.tally.layers++;
    context.tally.entries += reading.entries;
    read.verified.add(descriptor.digest);
    read.layers.set(descriptor.digest, reading);
    read.keptEntries += reading.entries;
    reading.tree.settle(read.keptEntries <= mostKept);
    if (reading.tree.forgotten) skip(context, reference, "it has too many entries to be compared with other layers");
  } catch (error) {
    if (!(error instanceof UnreachableSource)) throw error;
    skip(context, reference, error.message);
  }
}

function holds(context: Context, reference: Reference, size: number, digests: Map<string, string>): boolean {
  const { descriptor } = reference;
  if (descriptor.size !== undefined && size !== descriptor.size) {
    otherSize(context, reference, size);
    return false;
  }
  const digest = digestIn(descriptor.digest);
  if (!digest?.hash) {
    skip(context, reference, `its digest cannot be verified: ${digest?.algorithm} is not known here`);
    return true;
  }
  const found = digests.get(digest.hash);
  if (found === descriptor.digest) return true;
  otherDigest(context, reference, found ?? "nothing");
  return false;
}

/** Stops one piece after the size that was promised: what goes on for ever is not read for ever. */
async function* limited(stream: AsyncIterable<Buffer>, size: number | undefined): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const piece of stream) {
    yield piece;
    read += piece.length;
    if (size !== undefined && read > size) return;
  }
}
