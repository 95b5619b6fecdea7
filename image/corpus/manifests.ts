import { type DocumentCase, fault, from11, legal } from "./case.ts";
import {
  artifact,
  configType,
  descriptor,
  emptyDescriptor,
  indexType,
  layerType,
  manifest,
  manifestType,
  withLayer,
  without,
} from "./fixtures.ts";

const image = manifest();
const [base, top] = image.layers;
const asManifest = { kind: "manifest" } as const;
const zstd = "application/vnd.oci.image.layer.v1.tar+zstd";
const docker = "application/vnd.docker.";
const dockerManifest = `${docker}distribution.manifest.v2+json`;

const dockerImage = (more: object = {}) => ({
  schemaVersion: 2,
  mediaType: dockerManifest,
  config: descriptor(`${docker}container.image.v1+json`, "config"),
  layers: [descriptor(`${docker}image.rootfs.diff.tar.gzip`, "base")],
  ...more,
});

export const manifestCases: DocumentCase[] = [
  legal("image.manifest.layers-present", "an image", image),
  legal("image.manifest.artifact-type-unknown", "an artifact", artifact(), from11),
  fault("image.manifest.schema-version-required", "none", without(image, "schemaVersion"), asManifest),
  fault("image.manifest.schema-version-value", "3", { ...image, schemaVersion: 3 }),
  fault("image.manifest.schema-version-value", "a string", { ...image, schemaVersion: "2" }),
  fault(
    "image.manifest.schema-version-value",
    "2.0",
    JSON.stringify(image).replace('"schemaVersion":2', '"schemaVersion":2.0'),
  ),
  fault("image.manifest.media-type-present", "none", without(image, "mediaType"), from11),
  fault("image.manifest.media-type-present", "none, at 1.0", without(image, "mediaType"), {
    specs: ["1.0"],
    severity: "info",
  }),
  fault("image.manifest.media-type-value", "that of an index", { ...image, mediaType: indexType }, asManifest),
  fault("image.manifest.media-type-string", "null", { ...image, mediaType: null }, asManifest),
  fault("image.manifest.media-type-matches-descriptor", "referred to as Docker's", image, {
    mediaType: dockerManifest,
  }),
  fault("image.manifest.media-type-matches-descriptor", "referred to as an index, by mistake", image, {
    ...asManifest,
    mediaType: indexType,
  }),
  fault("image.manifest.artifact-type-rfc6838", "a word", artifact({ artifactType: "example" }), from11),
  fault("image.manifest.artifact-type-rfc6838", "an empty string", artifact({ artifactType: "" }), from11),
  fault("image.manifest.artifact-type-with-empty-config", "none", without(artifact(), "artifactType"), from11),
  legal("image.manifest.artifact-type-fallback", "a type of its own as config", {
    ...without(artifact(), "artifactType"),
    config: descriptor("application/vnd.example.config+json", "config"),
  }),
  fault("image.manifest.config-required", "none", without(image, "config"), asManifest),
  fault("image.manifest.config-required", "null", { ...image, config: null }, asManifest),
  legal(
    "image.manifest.config-opaque-unknown",
    "a type nobody knows",
    artifact({
      config: descriptor("application/vnd.never-seen+json", "?"),
    }),
  ),
  fault("image.manifest.config-type-portable", "octets", {
    ...image,
    config: descriptor("application/octet-stream", "config"),
  }),
  fault(
    "image.manifest.config-type-artifact",
    "a layer of data",
    {
      ...image,
      layers: [descriptor("application/vnd.example.data", "data")],
    },
    from11,
  ),
  fault(
    "image.manifest.config-type-rfc6838",
    "a word",
    { ...image, config: { ...image.config, mediaType: "invalid" } },
    from11,
  ),
  fault(
    "image.manifest.config-unique",
    "layers of an image under the empty config",
    artifact({ layers: image.layers }),
    from11,
  ),
  fault("image.manifest.layers-present", "none", without(image, "layers"), asManifest),
  fault("image.manifest.layers-present", "null", { ...image, layers: null }, asManifest),
  fault("image.manifest.layers-items", "a digest", { ...image, layers: [base, base?.digest] }),
  fault("image.manifest.layers-not-empty", "none", { ...image, layers: [] }, from11),
  fault(
    "image.manifest.layers-not-empty",
    "none, at 1.0",
    { ...image, layers: [] },
    { specs: ["1.0"], severity: "error" },
  ),
  fault(
    "image.manifest.layer-types-portable",
    "a foreign layer",
    withLayer({ mediaType: "application/vnd.example.tar" }),
  ),
  legal("image.manifest.layer-types-zstd", "zstd", withLayer({ mediaType: zstd })),
  legal("image.manifest.layer-types-unknown", "an attestation under the config of an image", {
    ...image,
    layers: [descriptor("application/vnd.in-toto+json", "statement")],
  }),
  legal("image.manifest.layer-types-support", "a plain tar and one that may not be distributed", {
    ...image,
    layers: [
      descriptor("application/vnd.oci.image.layer.v1.tar", "plain"),
      descriptor("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", "restricted"),
    ],
  }),
  fault("image.manifest.layer-types-rfc6838", "a word", withLayer({ mediaType: "tar" }), from11),
  fault("image.manifest.subject-descriptor", "a digest", { ...image, subject: base?.digest }, from11),
  fault("image.manifest.subject-descriptor", "null", { ...image, subject: null }, from11),
  legal(
    "image.manifest.subject-descriptor",
    "a digest at 1.0, which has no such member",
    { ...image, subject: base?.digest },
    {
      specs: ["1.0"],
    },
  ),
  legal("image.manifest.subject-weak", "a subject that is elsewhere", {
    ...image,
    subject: descriptor(manifestType, "far"),
  }),
  fault("image.manifest.subject-is-manifest", "a layer", { ...image, subject: descriptor(layerType, "layer") }, from11),
  fault("image.manifest.annotations", "true", { ...image, annotations: { "com.example.a": true } }),
  fault(
    "image.manifest.artifact-one-layer",
    "a layer without content",
    artifact({
      layers: [descriptor("application/vnd.example.data", "")],
    }),
    from11,
  ),
  legal(
    "image.manifest.artifact-design",
    "an artifact without content",
    artifact({ layers: [emptyDescriptor()] }),
    from11,
  ),
  legal("image.manifest.cosign-helm", "a signature of cosign", {
    ...image,
    config: descriptor(configType, "config"),
    layers: [descriptor("application/vnd.dev.cosign.simplesigning.v1+json", "signature")],
  }),
  legal("image.manifest.cosign-helm", "a chart of helm", {
    ...image,
    config: descriptor("application/vnd.cncf.helm.config.v1+json", "chart"),
    layers: [descriptor("application/vnd.cncf.helm.chart.content.v1.tar+gzip", "content")],
  }),
  legal("image.manifest.cosign-helm", "a module of WebAssembly", {
    ...image,
    config: descriptor("application/vnd.wasm.config.v0+json", "config"),
    layers: [descriptor("application/wasm", "module")],
  }),
  fault("image.media-type.docker-equivalents", "a manifest of Docker, worth a word", dockerImage()),
  legal("image.media-type.docker-equivalents", "a manifest of Docker", dockerImage()),
  fault(
    "image.manifest.media-type-matches-descriptor",
    "a manifest of Docker that does not say so",
    without(dockerImage(), "mediaType"),
    {
      mediaType: dockerManifest,
      also: ["image.media-type.docker-equivalents"],
    },
  ),
  legal("image.media-type.conflict", "served as any JSON", image, { mediaType: "application/json" }),
  legal("image.media-type.docker-equivalents", "layers of Docker in an OCI manifest", {
    ...image,
    layers: dockerImage().layers,
  }),
  fault("image.media-type.role", "a layer as config", { ...image, config: descriptor(layerType, "layer") }),
  fault("image.media-type.role", "a manifest among the layers", {
    ...image,
    layers: [base, descriptor(manifestType, "x")],
  }),
  fault(
    "image.media-type.known",
    "a full stop for a plus",
    withLayer({ mediaType: "application/vnd.oci.image.layer.v1.tar.gzip" }),
  ),
  fault("image.media-type.known", "capitals", withLayer({ mediaType: layerType.replace("tar", "TAR") })),
  fault("image.media-type.known", "zstd before 1.1", withLayer({ mediaType: zstd }), {
    specs: ["1.0"],
    severity: "info",
  }),
  fault(
    "image.json.type-confusion",
    "manifests, and no mediaType",
    { ...without(image, "mediaType"), manifests: [] },
    {
      ...asManifest,
      severity: "error",
    },
  ),
  fault("image.json.type-confusion", "manifests", { ...image, manifests: [] }, { severity: "warning" }),
  fault("image.json.type-confusion", "layers of schema 1", { ...image, fsLayers: [] }, { severity: "warning" }),
  fault("image.json.null-outside-config", "urls", { ...image, layers: [base, { ...top, urls: null }] }),
  fault("image.json.null-outside-config", "data", { ...image, layers: [base, { ...top, data: null }] }, from11),
];
