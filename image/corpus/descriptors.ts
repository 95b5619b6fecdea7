import { after11, type DocumentCase, fault, from11, legal } from "./case.ts";
import {
  artifact,
  configType,
  descriptor,
  digestOf,
  emptyDescriptor,
  index,
  layerType,
  manifest,
  manifestType,
  withEntry,
  withLayer,
  without,
} from "./fixtures.ts";

const image = manifest();
const [base] = image.layers as [object];
const hex = (length: number) => "0123456789abcdef".repeat(8).slice(0, length);

/** A layer of an artifact with embedded content. */
const embedding = (data: unknown, more: object = {}) =>
  artifact({ layers: [{ ...descriptor("application/vnd.example.data", "file", { data }), ...more }] });

export const descriptorCases: DocumentCase[] = [
  fault("image.descriptor.media-type-required", "a layer without mediaType", {
    ...image,
    layers: [without(base, "mediaType"), image.layers[1]],
  }),
  fault("image.descriptor.media-type-required", "mediaType of a number", withLayer({ mediaType: 7 })),
  fault("image.descriptor.media-type-rfc6838", "parameters", withEntry({ mediaType: "application/x; charset=utf-8" })),
  fault("image.descriptor.media-type-rfc6838", "a layer of 1.0", withLayer({ mediaType: "tar" }), { specs: ["1.0"] }),
  fault("image.descriptor.digest-required", "a config without digest", {
    ...image,
    config: without(image.config, "digest"),
  }),
  fault("image.descriptor.digest-grammar", "two separators", withLayer({ digest: "sha256+-b64:abc" })),
  fault("image.descriptor.digest-grammar", "a line break at the end", withLayer({ digest: `${digestOf("x")}\n` })),
  legal(
    "image.descriptor.digest-algorithm-restriction",
    "an alphabet of its own",
    withLayer({ digest: "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8" }),
  ),
  fault("image.descriptor.digest-sha256-form", "63 characters", withLayer({ digest: `sha256:${hex(63)}` })),
  fault("image.descriptor.digest-sha512-form", "64 characters", withLayer({ digest: `sha512:${hex(64)}` })),
  fault("image.descriptor.digest-blake3-form", "40 characters", withLayer({ digest: `blake3:${hex(40)}` }), after11),
  legal(
    "image.descriptor.digest-blake3-form",
    "40 characters before edge",
    withLayer({ digest: `blake3:${hex(40)}` }),
    {
      specs: ["1.0", "1.1"],
    },
  ),
  fault("image.descriptor.digest-lowercase-hex", "one capital", withLayer({ digest: `sha256:A${hex(63)}` })),
  fault("image.descriptor.digest-unknown-algorithm", "an algorithm of somebody", withLayer({ digest: "md5:abc" })),
  legal("image.descriptor.digest-unknown-algorithm", "sha256+b64u", withLayer({ digest: "sha256+b64u:LCa0a2j_xo" })),
  fault("image.descriptor.digest-prefer-sha256", "sha512", withEntry({ digest: digestOf("image", "sha512") })),
  legal("image.descriptor.digest-sha512-support", "sha512 throughout", {
    ...image,
    config: { ...image.config, digest: digestOf("config", "sha512") },
    layers: image.layers.map((layer) => ({ ...layer, digest: digestOf("layer", "sha512") })),
  }),
  fault("image.descriptor.size-required", "an entry without size", {
    ...index(),
    manifests: [without(index().manifests[0] ?? {}, "size")],
  }),
  fault(
    "image.descriptor.size-integer",
    "a fraction of zero",
    JSON.stringify(withLayer({ size: 77 })).replace('"size":77', '"size":77.0'),
  ),
  fault(
    "image.descriptor.size-integer",
    "an exponent",
    JSON.stringify(withLayer({ size: 77 })).replace('"size":77', '"size":1e3'),
  ),
  fault("image.descriptor.size-integer", "a string", withLayer({ size: "77" })),
  fault(
    "image.descriptor.size-int64-range",
    "two to the power of 63",
    JSON.stringify(withLayer({ size: 77 })).replace('"size":77', '"size":9223372036854775808'),
  ),
  fault("image.descriptor.size-not-negative", "-1 in a layer", withLayer({ size: -1 })),
  fault("image.descriptor.size-not-negative-in-index", "-1 in an entry", withEntry({ size: -1 })),
  fault("image.descriptor.urls-array", "a string", withLayer({ urls: "https://example.com/x" })),
  fault("image.descriptor.urls-array", "a number in the list", withLayer({ urls: [1] })),
  fault("image.descriptor.urls-rfc3986", "a broken escape", withLayer({ urls: ["http://example.com/%zz"] })),
  fault("image.descriptor.urls-http", "ftp", withLayer({ urls: ["ftp://example.com/x"] })),
  legal("image.descriptor.urls-array", "an empty list, and a capital scheme", withLayer({ urls: [] })),
  legal("image.descriptor.urls-http", "a scheme in capitals", withLayer({ urls: ["HTTPS://example.com/x#y"] })),
  fault("image.descriptor.annotations", "a number", withLayer({ annotations: { "com.example.a": 1 } })),
  fault("image.descriptor.data-reserved", "embedded at 1.0", withLayer({ data: "e30=" }), { specs: ["1.0"] }),
  fault("image.descriptor.data-base64", "no padding", embedding("ZmlsZQ"), from11),
  fault("image.descriptor.data-base64", "a line break", embedding("Zmls\nZQ=="), from11),
  fault(
    "image.descriptor.data-base64",
    "the alphabet of URLs",
    embedding("_-8=", { size: 2, digest: digestOf("x") }),
    from11,
  ),
  fault("image.descriptor.data-base64", "bits that nothing decodes", embedding("ZmlsZR=="), {
    ...from11,
    severity: "warning",
  }),
  legal(
    "image.descriptor.data-base64",
    "no content at all",
    withLayer({ data: "", size: 0, digest: digestOf("") }),
    from11,
  ),
  legal("image.descriptor.data-base64", "the content", embedding("ZmlsZQ=="), from11),
  fault("image.descriptor.data-matches-digest", "other content of the same length", embedding("Zm9sZA=="), from11),
  fault("image.descriptor.data-matches-size", "one byte too many", embedding("ZmlsZQ==", { size: 5 }), from11),
  fault("image.descriptor.data-type-in-index", "a number", withEntry({ data: 5 }), from11),
  fault(
    "image.descriptor.data-type-in-index",
    "an artifactType that is none",
    withEntry({ artifactType: "sbom" }),
    from11,
  ),
  fault("image.descriptor.artifact-type-rfc6838", "a word", withLayer({ artifactType: "sbom" }), from11),
  legal(
    "image.descriptor.artifact-type-rfc6838",
    "a word at 1.0, which has no such member",
    withLayer({ artifactType: "sbom" }),
    {
      specs: ["1.0"],
    },
  ),
  legal("image.descriptor.independent", "algorithms and compressions mixed", {
    ...image,
    layers: [
      descriptor(layerType, "gzip"),
      descriptor("application/vnd.oci.image.layer.v1.tar+zstd", "zstd", { digest: digestOf("zstd", "sha512") }),
    ],
  }),
  legal("image.descriptor.size-not-negative", "zero", withLayer({ size: 0 })),
  legal("image.descriptor.media-type-required", "a lone descriptor", descriptor(configType, "config")),
  fault(
    "image.descriptor.digest-required",
    "a lone descriptor without digest",
    without(descriptor(manifestType, "x"), "digest"),
    {
      kind: "descriptor",
    },
  ),
  fault(
    "image.manifest.empty-descriptor-content",
    "nothing at all",
    artifact({
      config: emptyDescriptor({ size: 0, digest: digestOf("") }),
    }),
    from11,
  ),
  fault(
    "image.manifest.empty-descriptor-content",
    "a line break more",
    artifact({
      config: emptyDescriptor({ size: 3, digest: digestOf("{}\n") }),
    }),
    from11,
  ),
  fault(
    "image.manifest.empty-descriptor-data",
    "another object, of a digest that nobody can check",
    artifact({
      config: emptyDescriptor({ digest: `blake3:${hex(64)}`, data: "W10=" }),
    }),
    { ...after11, also: ["image.descriptor.digest-prefer-sha256"] },
  ),
  legal(
    "image.manifest.empty-descriptor-content",
    "by sha512",
    artifact({
      config: emptyDescriptor({ digest: digestOf("{}", "sha512"), data: "e30=" }),
    }),
    from11,
  ),
];
