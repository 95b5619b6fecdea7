import { fault } from "../fault.ts";
import { layersOf, parse, refuses, replaces, stores, storesLayers } from "../pushed-manifest.ts";

type Json = Record<string, unknown>;

export const mergesTwice = fault("manifest-double-field-merged", {
  title: "of a field that a manifest has twice, one is kept",
  breaks: ["push.manifest.exact-bytes"],
  manifests: {
    stores(bytes, mediaType) {
      const once = parse(bytes)?.["org.example.twice"] !== undefined;
      return { bytes: once ? Buffer.from(JSON.stringify(parse(bytes), null, 2)) : bytes, mediaType };
    },
  },
});

export const annotationsDropped = fault("descriptor-annotations-dropped", {
  title: "annotations are removed from the layers of a manifest",
  breaks: ["push.manifest.exact-bytes"],
  manifests: storesLayers(({ annotations, ...bare }) => (annotations === undefined ? undefined : bare)),
});

export const unknownTypesReplaced = fault("layer-unknown-type-replaced", {
  title: "layers of unknown types are kept as octet streams",
  breaks: ["push.manifest.unknown-media-type"],
  manifests: replaces(/"text\/x-example"/, '"application/octet-stream"'),
});

export const sha512Renamed = fault("descriptor-sha512-relabelled", {
  title: "a layer named by its sha512 digest is kept under another one",
  breaks: ["push.manifest.exact-bytes"],
  manifests: storesLayers((layer) =>
    `${layer.digest}`.startsWith("sha512:") ? { ...layer, digest: `sha256:${"0".repeat(64)}` } : undefined,
  ),
});

export const descriptorFieldStripped = fault("descriptor-unknown-field-stripped", {
  title: "unknown fields are removed from the layers of a manifest",
  breaks: ["push.manifest.unknown-fields"],
  manifests: storesLayers(({ "org.example.unknown-of-layer": unknown, ...known }) =>
    unknown === undefined ? undefined : known,
  ),
});

export const layerDataStripped = fault("manifest-layer-data-stripped", {
  title: "embedded data is removed from layers",
  breaks: ["push.manifest.data-field"],
  manifests: storesLayers(({ data, ...bare }) => (data === undefined ? undefined : bare)),
});

export const typeAddedToIndex = fault("index-mediatype-added", {
  title: "an index without mediaType is given one",
  breaks: ["push.manifest.mediatype-absent"],
  manifests: stores((manifest) =>
    manifest.manifests && !manifest.mediaType
      ? { mediaType: "application/vnd.oci.image.index.v1+json", ...manifest }
      : undefined,
  ),
});

export const emptyIndex500 = fault("index-empty-500", {
  title: "an index without manifests answers 500",
  breaks: ["push.manifest.empty-layers"],
  ...refuses(500, ({ manifests }) => Array.isArray(manifests) && manifests.length === 0),
});

export const emptyLayerRefused = fault("artifact-empty-layer-400", {
  title: "a manifest whose layer is the empty descriptor answers 400",
  breaks: ["push.manifest.artifact-type"],
  ...refuses(400, (manifest) => layersOf(manifest).some(({ mediaType }) => `${mediaType}`.includes("oci.empty"))),
});

export const dockerList500 = fault("docker-list-500", {
  title: "a Docker manifest list answers 500",
  breaks: ["push.manifest.docker-schema2"],
  ...refuses(500, (_, contentType) => contentType.includes("manifest.list")),
});

export const nestedRefused = fault("index-nested-400", {
  title: "an index over an index answers 400",
  breaks: ["push.manifest.index-accepted"],
  ...refuses(400, (manifest) => childrenOf(manifest).some(({ mediaType }) => `${mediaType}`.includes("image.index"))),
});

export const nestedFlattened = fault("index-nested-dropped", {
  title: "an index is stored without the indexes in it",
  breaks: ["push.manifest.index-accepted"],
  manifests: stores((manifest) => {
    const kept = childrenOf(manifest).filter(({ mediaType }) => !`${mediaType}`.includes("image.index"));
    return kept.length < childrenOf(manifest).length ? { ...manifest, manifests: kept } : undefined;
  }),
});

export const platformTrimmed = fault("index-platform-trimmed", {
  title: "a platform is stored without its os.version",
  breaks: ["push.manifest.index-accepted"],
  manifests: replaces(/,\s*"os\.version": "[^"]*"/, ""),
});

export const layersCut = fault("manifest-layers-cut", {
  title: "of a manifest's layers, five hundred are stored",
  breaks: ["push.manifest.four-megabytes"],
  manifests: stores((manifest) =>
    layersOf(manifest).length > 500 ? { ...manifest, layers: layersOf(manifest).slice(0, 500) } : undefined,
  ),
});

export const manyLayers500 = fault("manifest-layers-500", {
  title: "a manifest of more than 127 layers answers 500",
  breaks: ["push.manifest.four-megabytes"],
  ...refuses(500, (manifest) => layersOf(manifest).length > 127),
});

function childrenOf({ manifests }: Json): Json[] {
  return Array.isArray(manifests) ? (manifests as Json[]) : [];
}
