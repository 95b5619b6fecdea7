import { type DocumentCase, fault, from11, legal } from "./case.ts";
import {
  descriptor,
  digestOf,
  index,
  indexType,
  layerType,
  manifest,
  manifestType,
  withEntry,
  without,
  withPlatform,
} from "./fixtures.ts";

const image = index();
const [first, second] = image.manifests;
const asIndex = { kind: "index" } as const;
const layoutEntry = { kind: "index", path: "index.json" } as const;
const docker = "application/vnd.docker.distribution.manifest";
const unknown = { platform: { architecture: "unknown", os: "unknown" } };

/** What BuildKit adds to an index for an image: an attestation of another. */
const attestation = (about: unknown) =>
  descriptor(manifestType, "attestation", {
    ...unknown,
    annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": about },
  });

const named = (name: string) => ({ annotations: { "org.opencontainers.image.ref.name": name } });

export const indexCases: DocumentCase[] = [
  legal("image.index.consumer-support", "an image for two platforms", image),
  legal("image.index.manifest-type-support", "an index in an index", withEntry({ mediaType: indexType })),
  fault("image.index.schema-version-required", "none", without(image, "schemaVersion"), asIndex),
  fault("image.index.schema-version-value", "1", { ...image, schemaVersion: 1 }),
  fault(
    "image.index.schema-version-value",
    "2.0",
    JSON.stringify(image).replace('"schemaVersion":2', '"schemaVersion":2.0'),
  ),
  fault("image.index.media-type-present", "none", without(image, "mediaType"), from11),
  fault("image.index.media-type-present", "none in index.json", without(image, "mediaType"), {
    ...layoutEntry,
    severity: "info",
  }),
  fault("image.index.media-type-value", "that of a manifest", { ...image, mediaType: manifestType }, layoutEntry),
  fault("image.index.artifact-type-rfc6838", "a blank", { ...image, artifactType: "a b/c" }, from11),
  fault("image.index.manifests-required", "none", without(image, "manifests"), asIndex),
  fault("image.index.manifests-required", "an object", { ...image, manifests: {} }, asIndex),
  fault("image.index.manifests-null", "null", { ...image, manifests: null }, asIndex),
  legal("image.index.manifests-empty-legal", "an empty list", { ...image, manifests: [] }),
  fault("image.index.manifests-items", "a digest", { ...image, manifests: [first, second?.digest] }),
  fault("image.index.manifest-type-portable", "a text", withEntry({ mediaType: "application/xml" })),
  legal("image.index.manifest-type-unknown", "a type nobody knows", withEntry({ mediaType: "application/xml" })),
  legal(
    "image.layout.media-type-unknown",
    "a type nobody knows",
    withEntry({ mediaType: "application/xml" }),
    layoutEntry,
  ),
  fault("image.index.platform-arch-required", "none", withEntry({ platform: { os: "linux" } })),
  fault("image.index.platform-os-required", "none", withEntry({ platform: { architecture: "amd64" } })),
  fault("image.index.platform-goarch", "as uname has it", withPlatform({ architecture: "x86_64" })),
  fault("image.index.platform-goarch", "nothing at all", withPlatform({ architecture: "" }), { severity: "info" }),
  fault("image.index.platform-goos", "a capital", withPlatform({ os: "Linux" })),
  legal("image.index.platform-goos", "WebAssembly", withPlatform({ os: "wasi", architecture: "wasm" })),
  fault("image.index.platform-os-version", "a number", withPlatform({ "os.version": 10 })),
  fault("image.index.platform-os-features", "a string", withPlatform({ "os.features": "win32k" })),
  fault(
    "image.index.platform-os-features",
    "another feature of Windows",
    withPlatform({ os: "windows", "os.features": ["x"] }),
    {
      severity: "info",
    },
  ),
  fault("image.index.platform-variant", "no v", withPlatform({ architecture: "arm", variant: "7" })),
  fault("image.index.platform-variant-string", "a number", withPlatform({ architecture: "arm", variant: 7 })),
  fault("image.index.platform-features-reserved", "a list", withPlatform({ features: ["sse4"] })),
  fault(
    "image.index.first-match",
    "two images for one platform",
    {
      ...image,
      manifests: [first, second, { ...first, digest: digestOf("other") }],
    },
    from11,
  ),
  legal("image.index.first-match", "one image twice", { ...image, manifests: [first, first] }),
  fault("image.index.subject-descriptor", "a word", { ...image, subject: "nope" }, from11),
  fault("image.index.annotations", "a list", { ...image, annotations: ["a"] }),
  legal("image.index.buildkit-attestations", "of an entry", {
    ...image,
    manifests: [first, attestation(first?.digest)],
  }),
  fault(
    "image.index.buildkit-attestations",
    "of no entry",
    { ...image, manifests: [first, attestation(digestOf("gone"))] },
    {
      severity: "warning",
    },
  ),
  legal("image.index.buildkit-cache", "layers, and what holds them together", {
    ...image,
    manifests: [descriptor(layerType, "layer"), descriptor("application/vnd.buildkit.cacheconfig.v0", "cache")],
  }),
  legal("image.media-type.docker-equivalents", "a manifest list of Docker", {
    ...image,
    mediaType: `${docker}.list.v2+json`,
    manifests: [{ ...first, mediaType: `${docker}.v2+json` }],
  }),
  legal(
    "image.media-type.docker-equivalents",
    "a manifest of Docker in a layout",
    {
      ...image,
      manifests: [{ ...first, mediaType: `${docker}.v2+json` }],
    },
    layoutEntry,
  ),
  legal("image.media-type.docker-schema1", "an image of schema 1", withEntry({ mediaType: `${docker}.v1+prettyjws` })),
  fault(
    "image.json.index-with-manifest-members",
    "layers, and no mediaType",
    { ...without(image, "mediaType"), layers: [] },
    {
      ...asIndex,
      severity: "error",
    },
  ),
  fault("image.json.index-with-manifest-members", "layers", { ...image, layers: [] }, { severity: "warning" }),
  fault("image.json.null-outside-config", "variant", withPlatform({ variant: null })),
  fault("image.json.null-outside-config", "mediaType", { ...image, mediaType: null }, asIndex),
  fault("image.layout.index-is-index", "a manifest", manifest(), layoutEntry),
  fault(
    "image.layout.ref-name-free",
    "one name twice",
    {
      ...image,
      manifests: [
        { ...first, ...named("v1.0") },
        { ...second, ...named("v1.0") },
      ],
    },
    layoutEntry,
  ),
  fault("image.layout.ref-name-place", "in a manifest", manifest(named("v1.0"))),
  legal("image.layout.ref-name-free", "two images without a name", image, layoutEntry),
];
