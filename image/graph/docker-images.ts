import { digestOf } from "../../client/content.ts";
import { checkDocument } from "../document/check.ts";
import { readLayer } from "../layer/read.ts";
import { type DockerImage, UnreachableSource } from "../source/source.ts";
import { wholeOf } from "../source/tree.ts";
import { platformText } from "./classify.ts";
import type { Context } from "./context.ts";
import { objectIn } from "./json.ts";
import { inParallel } from "./pool.ts";

/** The images of a Docker archive: no descriptors there, so configs and layers are all that can be held together. */
export async function dockerImages(context: Context, images: readonly DockerImage[]): Promise<void> {
  for (const image of images) await dockerImage(context, image);
}

async function dockerImage(context: Context, { path, config, layers }: DockerImage): Promise<void> {
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
    await layerOf(context, layer, diffIds?.length === layers.length ? diffIds[at] : undefined);
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
  { path, blob, digest }: DockerImage["layers"][number],
  diffId: string | undefined,
) {
  if (!blob) {
    context.notLookedAt.push({ path, reason: "it is not there" });
    return;
  }
  let done = 0;
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
  }).catch((error: unknown) => {
    if (!(error instanceof UnreachableSource)) throw error;
    context.notLookedAt.push({ path, reason: error.message });
    return undefined;
  });
  if (!reading) return;
  context.tally.layers++;
  context.tally.entries += reading.entries;
  const stored = reading.digests.get("sha256") ?? "";
  if (digest !== undefined && digest !== stored) return otherContent(context, path, digest, stored);
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
  for (const said of reading.said) context.findings.say(path, said);
  if (reading.stopped !== undefined)
    context.notLookedAt.push({ path, reason: `it was not read to its end: ${reading.stopped}` });
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
