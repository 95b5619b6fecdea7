import { digestIn } from "../digest.ts";
import type { Said } from "../findings.ts";
import { isImageConfigType, layerTypeOf } from "../media-types.ts";
import type { Context } from "./context.ts";
import type { ManifestDocument } from "./graph.ts";
import { arrayIn, objectIn } from "./json.ts";
import type { ReadContent } from "./read-content.ts";

type Layer = ManifestDocument["layers"][number];

/** The config's diff_ids against the layers (image-spec, config.md, "rootfs", and manifest.md, "layers"). */
export function diffIds(context: Context, manifest: ManifestDocument, read: ReadContent): void {
  const { config, layers } = manifest;
  if (!config?.target || !isImageConfigType(config.descriptor.mediaType)) return;
  const ids = objectIn(config.target.value.rootfs)?.diff_ids;
  if (!Array.isArray(ids)) return;
  const declared = arrayIn(manifest.value.layers).length;
  if (ids.length !== declared) {
    // Signatures and other artifacts borrow the type of image configs, and have no root filesystem to describe.
    if (!layers.some(({ descriptor }) => layerTypeOf(descriptor.mediaType, context.spec))) return;
    context.findings.say(config.path, count(ids.length, declared));
    return;
  }
  const wrong = layers.flatMap((layer) => {
    const said = judge(context, layer, String(ids[layer.at]), read);
    return said ? [{ layer, said }] : [];
  });
  const known = layers.map(({ descriptor }) => read.layers.get(descriptor.digest)?.content?.get("sha256"));
  if (wrong.length > 1 && known.every((id) => id !== undefined) && sameSet(known.map(String), ids.map(String))) {
    context.findings.say(`${manifest.path} → layers`, disorder(ids.map(String), known.map(String)));
    return;
  }
  for (const { layer, said } of wrong) context.findings.say(layer.path, said);
}

function judge(context: Context, { descriptor, at }: Layer, id: string, read: ReadContent): Said | undefined {
  const expected = digestIn(id);
  const type = layerTypeOf(descriptor.mediaType, context.spec);
  const hash = expected?.hash;
  if (!hash || type?.encrypted) return undefined;
  const blobDigest = digestIn(descriptor.digest);
  // A type that only later versions know is no type of its own.
  if (!type && layerTypeOf(descriptor.mediaType, "edge")) return undefined;
  if (!type) {
    // BuildKit lists the digest of whatever a layer is.
    if (blobDigest?.hash !== hash || descriptor.digest === id) return undefined;
    return {
      ...other(at, id, descriptor.digest),
      requirement: "image.manifest.layer-types-unknown",
      severity: "info",
      message: `diff_ids[${at}] is not the digest of the layer, which has a type of its own`,
    };
  }
  const plain = type.compression === "none";
  const requirement = plain ? "image.layer.diff-id-plain-tar" : "image.layer.diff-id-uncompressed";
  const reading = read.layers.get(descriptor.digest);
  const content = reading?.content?.get(hash);
  if (content !== undefined) {
    // Of a layer that is not compressed as it says, the type is wrong and said to be; no digest can be right as well.
    const misdeclared = reading?.found !== type.compression && descriptor.digest === id;
    return content === id || misdeclared ? undefined : { ...other(at, id, content), requirement };
  }
  if (reading || blobDigest?.hash !== hash) return undefined;
  if (plain) return descriptor.digest === id ? undefined : { ...other(at, id, descriptor.digest), requirement };
  if (descriptor.digest !== id) return undefined;
  return { ...other(at, id, "the digest of the compressed layer"), requirement };
}

function other(at: number, expected: string, found: string): Omit<Said, "requirement"> {
  return {
    severity: "error",
    message: `diff_ids[${at}] of the config is not the digest of the layer's uncompressed archive`,
    expected,
    found,
    advice:
      "Write the digest of the uncompressed archive into the config; readers refuse or misplace the layer otherwise.",
  };
}

function count(ids: number, layers: number): Said {
  return {
    requirement: "image.manifest.layers-count",
    severity: "error",
    pointer: "/rootfs/diff_ids",
    message: "The config does not list as many diff_ids as the manifest has layers",
    expected: `${layers} diff_ids, one for each layer`,
    found: `${ids}`,
    advice: "List the digest of every layer's uncompressed archive, in the order of the layers.",
  };
}

function disorder(expected: string[], found: string[]): Said {
  return {
    requirement: "image.manifest.layers-order",
    severity: "error",
    message: "The layers stand in another order than the config's diff_ids",
    expected: expected.join(", "),
    found: found.join(", "),
    advice: "List layers from the base upward, in the order of the diff_ids.",
  };
}

function sameSet(one: string[], other: string[]): boolean {
  return one.length === other.length && [...one].sort().join() === [...other].sort().join();
}
