import { digestOf } from "../../client/content.ts";
import { checkDocument } from "../document/check.ts";
import { type LayerReading, readLayer } from "../layer/read.ts";
import { type DockerImage, UnreachableSource } from "../source/source.ts";
import { wholeOf } from "../source/tree.ts";
import { platformText } from "./classify.ts";
import type { Context } from "./context.ts";
import { objectIn } from "./json.ts";
import { inParallel } from "./pool.ts";

/** The images of a Docker archive: no descriptors there, so configs and layers are all that can be held together. */
export async function dockerImages(context: Context, images: readonly DockerImage[]): Promise<void> {
  const readings: Readings = new Map();
  for (const image of images) await dockerImage(context, image, readings);
}

/** Layers by file, each read once however often it is named; undefined for one that cannot be read. */
type Readings = Map<string, Promise<LayerReading | undefined>>;

async function dockerImage(context: Context, { path, config, layers }: DockerImage, readings: Readings): Promise<void> {
  const value = await configOf(context, config);
  context.found.push({ path, what: ["Docker image", platformText(value)].filter(Boolean).join(" ") });
  const ids = objectIn(value?.rootfs)?.diff_ids;
  const diffIds = Array.isArray(ids) ? ids.map(String) : undefined;
  if (diffIds && diffIds.length !== layers.length) {
    context.findings.say(config.path, {
      requirement: "image.manifest.layers-count",
      severity: "error",
      pointer: "/rootfs/diff_ids",
      message: "The config does not list as many diff_ids as the image has layers",
      expected: `${layers.length} diff_ids, one for each layer`,
      found: `${diffIds.length}`,
      advice: "Save the image again.",
    });
  }
  await inParallel([...layers.entries()], 2, async ([at, layer]) => {
    await layerOf(context, layer, diffIds?.length === layers.length ? diffIds[at] : undefined, readings);
  });
}

async function configOf(context: Context, { path, blob, digest }: DockerImage["config"]) {
  const bytes = blob && (await wholeOf(blob, context.limits.json));
  if (!bytes) {
    context.notLookedAt.push({ path, reason: blob ? "it is larger than --max-json" : "it is not there" });
    return undefined;
  }
  context.tally.bytes += bytes.length;
  context.tally.documents++;
  const found = digestOf("sha256", bytes);
  if (digest !== undefined && digest !== found) {
    otherContent(context, path, digest, found);
    return undefined;
  }
  const checked = checkDocument(bytes, { kind: "config", spec: context.spec, path });
  for (const finding of checked.findings) context.findings.add(finding);
  return objectIn(checked.value);
}

async function layerOf(
  context: Context,
  layer: DockerImage["layers"][number],
  diffId: string | undefined,
  readings: Readings,
) {
  const { path, file, digest } = layer;
  const isFirst = !readings.has(file);
  if (isFirst) readings.set(file, readingOf(context, layer));
  const reading = await readings.get(file);
  if (!reading) return;
  const stored = reading.digests.get("sha256") ?? "";
  if (digest !== undefined && digest !== stored) {
    if (isFirst) otherContent(context, path, digest, stored);
    return;
  }
  const content = reading.content?.get("sha256");
  if (diffId !== undefined && content !== undefined && content !== diffId) {
    context.findings.say(path, {
      requirement: "image.layer.diff-id-uncompressed",
      severity: "error",
      message: "The config's diff_id is not the digest of the layer's uncompressed archive",
      expected: diffId,
      found: content,
      advice: "Save the image again: the layer was changed, or belongs to another image.",
    });
    return;
  }
  if (!isFirst) return;
  for (const said of reading.said) context.findings.say(path, said);
  if (reading.stopped !== undefined)
    context.notLookedAt.push({ path, reason: `it was not read to its end: ${reading.stopped}` });
}

async function readingOf(
  context: Context,
  { path, blob }: DockerImage["layers"][number],
): Promise<LayerReading | undefined> {
  if (!blob) {
    context.notLookedAt.push({ path, reason: "it is not there" });
    return undefined;
  }
  let done = 0;
  try {
    const reading = await readLayer(blob.stream(), {
      declared: undefined,
      restricted: false,
      algorithms: ["sha256"],
      contentAlgorithms: ["sha256"],
      spec: context.spec,
      limits: context.limits,
      onBytes: (count) => {
        done += count;
        context.tally.bytes += count;
        context.onProgress(done, blob.size ?? done);
      },
    });
    context.tally.layers++;
    context.tally.entries += reading.entries;
    reading.tree.settle(false);
    return reading;
  } catch (error) {
    if (!(error instanceof UnreachableSource)) throw error;
    context.notLookedAt.push({ path, reason: error.message });
    return undefined;
  }
}

function otherContent({ findings }: Context, path: string, expected: string, found: string): void {
  findings.say(path, {
    requirement: "image.descriptor.digest-matches-content",
    severity: "error",
    message: "The content is not what its name in the archive says",
    expected,
    found,
    advice: "Save the image again: it was changed after its digest was computed.",
  });
}
