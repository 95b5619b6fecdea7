import type { SpecVersion } from "../../specs/model.ts";
import {
  configType,
  dockerConfigType,
  emptyType,
  isMediaType,
  isPairedWithImageConfig,
  plainType,
  roleOf,
  typeKnownTo,
} from "./media-types.ts";
import { isObject, type JsonDocument, type Observation, objectsIn, type Rule, shown, within } from "./observation.ts";

/** What a manifest's config, layers and artifactType say of each other. */
export const manifests: Rule = function* (document) {
  if (document.kind !== "manifest" && document.kind !== "docker-manifest") return;
  yield* count(document);
  yield* artifactOrImage(document);
};

function* count({ value, spec }: JsonDocument): Iterable<Observation> {
  const { layers, artifactType } = value;
  if (!Array.isArray(layers)) return;
  if (layers.length === 0)
    yield {
      requirement: "image.manifest.layers-not-empty",
      pointer: "/layers",
      message: '"layers" is empty',
      expected: "at least one layer",
      found: "[]",
      advice:
        artifactType === undefined
          ? "Give the image its base layer; an artifact without content lists the empty descriptor."
          : "List the empty descriptor: an artifact without content still has one layer.",
      severity: spec === "1.0" ? "error" : "warning",
    };
  else if (spec !== "1.0" && artifactType !== undefined && layers.length === 1 && objectsIn(layers)[0]?.item.size === 0)
    yield {
      requirement: "image.manifest.artifact-one-layer",
      pointer: "/layers/0",
      message: "The only layer of the artifact has no content",
      expected: "a layer that is not empty",
      found: "size 0",
      advice: "List the empty descriptor, which is of the two bytes {}.",
    };
}

function* artifactOrImage({ value, spec }: JsonDocument): Iterable<Observation> {
  const config = typeOf(value.config);
  const layers = objectsIn(value.layers).map(({ item, index }) => ({ type: typeOf(item), index }));
  if (config === undefined || layers.length === 0 || layers.some(({ type }) => type === undefined)) return;
  const isLayer = layers.map(({ type }) => roleOf(type) === "layer");
  const imageConfig = config === configType || config === dockerConfigType;
  if (imageConfig && spec !== "1.0" && (value.artifactType !== undefined || !isLayer.includes(true))) {
    const paired = layers.some(({ type }) => isPairedWithImageConfig(type));
    yield {
      requirement: "image.manifest.config-type-artifact",
      pointer: "/config/mediaType",
      message: "An artifact has the configuration type of images",
      expected: `a type of its own, or ${emptyType}`,
      found: shown(config),
      advice: "Use the empty descriptor as config, and say what the artifact is in artifactType.",
      severity: paired ? "info" : "warning",
    };
  } else if (imageConfig) yield* portableLayers(layers, spec);
  else if (isLayer.every(Boolean) && config === emptyType) yield unique();
  else if (isLayer.every(Boolean) && /^(?:application\/(?:octet-stream|json)|text\/.*)$/.test(config))
    yield {
      requirement: "image.manifest.config-type-portable",
      pointer: "/config/mediaType",
      message: "The layers are those of an image, and the configuration type says nothing",
      expected: configType,
      found: shown(config),
      advice: "Give the configuration its type: runtimes look for it.",
    };
}

function* portableLayers(
  layers: { type: string | undefined; index: number }[],
  spec: SpecVersion,
): Iterable<Observation> {
  for (const { type, index } of layers) {
    const known = roleOf(type) === "layer";
    const zstd = known && type?.endsWith("zstd");
    // That a type came later has its own finding.
    if (known && typeKnownTo(spec, type) === undefined) continue;
    if ((known && !zstd) || (!known && roleOf(type) !== undefined) || isPairedWithImageConfig(type)) continue;
    // What is no media type, or claims to be one of the spec and is none, has its own finding.
    if (!known && (!isMediaType(type) || type?.startsWith("application/vnd.oci."))) continue;
    yield {
      requirement: "image.manifest.layer-types-portable",
      pointer: within(within("/layers", index), "mediaType"),
      message: zstd
        ? "The layer is compressed with zstd, which older clients lack"
        : "The image has a layer of a foreign type",
      expected: "a tar layer, plain or with gzip",
      found: shown(type),
      advice: zstd ? "Offer the image with gzip, too, where old clients matter." : "Use a layer type of the spec.",
    };
  }
}

function unique(): Observation {
  return {
    requirement: "image.manifest.config-unique",
    pointer: "/config",
    message: "The layers are those of an image, and the configuration is empty",
    expected: "a configuration that tells the image from others",
    found: emptyType,
    advice: "Write an image configuration if somebody is to run it.",
  };
}

function typeOf(descriptor: unknown): string | undefined {
  return isObject(descriptor) && typeof descriptor.mediaType === "string" ? plainType(descriptor.mediaType) : undefined;
}
