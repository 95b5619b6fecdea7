import { mediaTypes } from "../../media-types.ts";
import { type BuiltDescriptor, digestOf, LayoutBuilder, layerTypes, someFiles } from "./builder.ts";
import { fault, type LayoutCase, since11 } from "./case.ts";
import { tarOf } from "./tar.ts";

/** A layout made with a builder of its own. */
function built(make: (builder: LayoutBuilder) => Map<string, Buffer>): LayoutCase["make"] {
  return () => make(new LayoutBuilder());
}

const warning = { severity: "warning" } as const;
const info = { severity: "info" } as const;
const other = [
  { name: "usr/", mode: 0o755 },
  { name: "usr/app", data: "app\n" },
];
const absent = (mediaType: string, size: number): BuiltDescriptor => ({
  mediaType,
  digest: digestOf(Buffer.from("nowhere")),
  size,
});

/** Faults between documents, and between documents and content. */
export const graphFaults: readonly LayoutCase[] = [
  fault(
    "image.descriptor.digest-matches-content",
    "a byte of a layer is flipped",
    built((builder) => {
      const layer = builder.layer(someFiles);
      const bytes = Buffer.from(builder.bytesOf(layer.descriptor));
      bytes[40] = (bytes[40] as number) ^ 1;
      builder.replace(layer.descriptor, bytes);
      return builder.layout(builder.image([layer]));
    }),
  ),
  fault(
    "image.descriptor.digest-matches-content",
    "a byte of a manifest is flipped",
    built((builder) => {
      const image = builder.image();
      const bytes = Buffer.from(builder.bytesOf(image));
      bytes.write("9", bytes.indexOf('"schemaVersion":2') + 16);
      builder.replace(image, bytes);
      return builder.layout(image);
    }),
  ),
  fault(
    "image.descriptor.digest-matches-content",
    "an artifact's data is not what its sha512 says",
    built((builder) => {
      const data = builder.blob("data", "application/vnd.example.data", "sha512");
      builder.replace(data, Buffer.from("atad"));
      return builder.layout(builder.manifest(builder.blob("{}", "application/vnd.example.config"), [data]));
    }),
    { notes: ["image.descriptor.digest-prefer-sha256"] },
  ),
  fault(
    "image.descriptor.size-exact",
    "a layer is one byte shorter than it should be",
    built((builder) => {
      const { descriptor, diffId } = builder.layer(someFiles);
      return builder.layout(builder.image([{ descriptor: { ...descriptor, size: descriptor.size + 1 }, diffId }]));
    }),
  ),
  fault(
    "image.descriptor.size-exact",
    "a layer is cut short",
    built((builder) => {
      const layer = builder.layer(someFiles);
      builder.replace(layer.descriptor, builder.bytesOf(layer.descriptor).subarray(0, -9));
      return builder.layout(builder.image([layer]));
    }),
  ),
  fault(
    "image.descriptor.size-exact",
    "a manifest is shorter than its entry says",
    built((builder) => {
      const image = builder.image();
      return builder.layout({ ...image, size: image.size + 1 });
    }),
  ),
  fault(
    "image.descriptor.same-digest-same-size",
    "an absent layer has two sizes",
    built((builder) => {
      const config = builder.blob("{}", "application/vnd.example.config");
      return builder.layout(builder.manifest(config, [absent(layerTypes.gzip, 10), absent(layerTypes.gzip, 11)]));
    }),
  ),
  fault(
    "image.descriptor.same-digest-same-media-type",
    "an absent document is a manifest and an index",
    built((builder) => builder.withoutBlobs().layout(absent(mediaTypes.manifest, 10), absent(mediaTypes.index, 10))),
    warning,
  ),
  fault(
    "image.descriptor.artifact-type-matches-target",
    "an entry has another artifactType than its manifest",
    built((builder) => {
      const config = builder.blob("{}", "application/vnd.oci.empty.v1+json");
      const data = builder.blob("data", "application/vnd.example.data");
      const manifest = builder.manifest(config, [data], { artifactType: "application/vnd.example.one" });
      return builder.layout({ ...manifest, artifactType: "application/vnd.example.two" });
    }),
    { ...warning, specs: since11 },
  ),
  fault(
    "image.descriptor.platform-on-manifests",
    "an entry does not name the platform of its image",
    built((builder) => builder.layout({ ...builder.image(), platform: undefined })),
    info,
  ),
  fault(
    "image.manifest.media-type-matches-descriptor",
    "the entry says Docker manifest, the document says OCI manifest",
    built((builder) => builder.layout({ ...builder.image(), mediaType: mediaTypes.dockerManifest })),
    { notes: ["image.media-type.docker-equivalents"] },
  ),
  fault(
    "image.manifest.layers-order",
    "two layers are swapped",
    built((builder) => {
      const one = builder.layer(someFiles);
      const two = builder.layer(other);
      const manifest = builder.manifest(builder.config([one, two]), [two.descriptor, one.descriptor]);
      return builder.layout({ ...manifest, platform: { os: "linux", architecture: "amd64" } });
    }),
  ),
  fault(
    "image.manifest.layers-count",
    "the config lists fewer layers than the manifest",
    built((builder) => {
      const one = builder.layer(someFiles);
      const two = builder.layer(other);
      const manifest = builder.manifest(builder.config([one]), [one.descriptor, two.descriptor]);
      return builder.layout({ ...manifest, platform: { os: "linux", architecture: "amd64" } });
    }),
  ),
  fault(
    "image.manifest.layer-types-unknown",
    "the diff_id of a layer of a private type is not its digest",
    built((builder) => {
      const descriptor = builder.blob("data", "application/vnd.example.data");
      const strange = { descriptor, diffId: digestOf(Buffer.from("other")) };
      return builder.layout(builder.image([builder.layer(someFiles), strange]));
    }),
    { ...info, specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  fault(
    "image.layer.diff-id-uncompressed",
    "the diff_id is the digest of the compressed layer",
    built((builder) => {
      const { descriptor } = builder.layer(someFiles);
      return builder.layout(builder.image([{ descriptor, diffId: descriptor.digest }]));
    }),
  ),
  fault(
    "image.layer.diff-id-uncompressed",
    "the diff_id of an absent layer is the digest of the compressed layer",
    built((builder) => {
      const { descriptor } = builder.layer(someFiles);
      builder.remove(descriptor);
      return builder.layout(builder.image([{ descriptor, diffId: descriptor.digest }]));
    }),
  ),
  fault(
    "image.layer.diff-id-uncompressed",
    "the diff_id of a zstd layer is another",
    built((builder) => {
      const { descriptor } = builder.layer(someFiles, "zstd");
      return builder.layout(builder.image([{ descriptor, diffId: digestOf(tarOf(other)) }]));
    }),
    { specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  fault(
    "image.layer.diff-id-plain-tar",
    "the diff_id of an absent uncompressed layer is another",
    built((builder) => {
      const { descriptor } = builder.layer(someFiles, "none");
      builder.remove(descriptor);
      return builder.layout(builder.image([{ descriptor, diffId: digestOf(tarOf(other)) }]));
    }),
  ),
  fault(
    "image.layer.nondistributable-deprecated",
    "a layer not to be distributed in an image for linux",
    built((builder) => {
      const { descriptor, diffId } = builder.layer(someFiles);
      const mediaType = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
      return builder.layout(builder.image([{ descriptor: { ...descriptor, mediaType }, diffId }]));
    }),
    { ...warning, specs: since11 },
  ),
  fault(
    "image.index.platform-matches-config",
    "the entry says arm64, the config says amd64",
    built((builder) => builder.layout({ ...builder.image(), platform: { os: "linux", architecture: "arm64" } })),
    warning,
  ),
  fault(
    "image.index.platform-matches-config",
    "the entry says another variant than the config",
    built((builder) => {
      const image = builder.image(undefined, { architecture: "arm", variant: "v6" });
      return builder.layout({ ...image, platform: { os: "linux", architecture: "arm", variant: "v7" } });
    }),
    warning,
  ),
  fault(
    "image.index.platform-present",
    "one of two entries does not name its platform",
    built((builder) => {
      const arm = builder.image(undefined, { architecture: "arm64" });
      const index = builder.index([builder.image(), { ...arm, platform: undefined }]);
      return builder.layout(index);
    }),
    info,
  ),
  fault(
    "image.index.acyclic",
    "indexes are nested deeper than the limit",
    built((builder) => builder.layout(builder.index([builder.index([builder.image()])]))),
    { options: { limits: { depth: 1 } } },
  ),
  fault(
    "image.index.acyclic",
    "an index of an unknown algorithm leads back to itself",
    built((builder) => {
      const self = { mediaType: mediaTypes.index, digest: "example:self" };
      // The size stands in the content that it is the size of; three digits do not change.
      const content = (size: number) =>
        JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [{ ...self, size }] });
      const { length } = content(100);
      builder.files.set("blobs/example/self", Buffer.from(content(length)));
      return builder.layout({ ...self, size: length });
    }),
    { notes: ["image.descriptor.digest-unknown-algorithm"] },
  ),
  fault(
    "image.annotations.base-digest-immediate",
    "the base that is named has other layers",
    built((builder) => {
      const base = builder.image([builder.layer(other)]);
      const layer = builder.layer(someFiles);
      const annotations = {
        "org.opencontainers.image.base.digest": base.digest,
        "org.opencontainers.image.base.name": "registry.example/base:1",
      };
      const manifest = builder.manifest(builder.config([layer]), [layer.descriptor], { annotations });
      const { platform } = base;
      return builder.layout(base, { ...manifest, platform });
    }),
    { ...info, specs: since11 },
  ),
  fault(
    "image.json.size-limits",
    "a manifest is larger than the limit",
    built((builder) => {
      const annotations = { "com.example.long": "x".repeat(2000) };
      return builder.layout(
        builder.manifest(builder.blob("{}", "application/vnd.example.config"), [], { annotations }),
      );
    }),
    { options: { limits: { json: 1000 } } },
  ),
  fault(
    "image.json.size-limits",
    "index.json is larger than the limit",
    built((builder) => {
      builder.withoutBlobs();
      return builder.layout().set("index.json", Buffer.from(" ".repeat(1001)));
    }),
    { options: { limits: { json: 1000 } } },
  ),
];

/** An attestation as BuildKit writes it: in-toto layers under an image config. */
export function attestationFor(builder: LayoutBuilder, digest: string): BuiltDescriptor {
  const layer = builder.blob('{"_type":"https://in-toto.io/Statement/v0.1"}', "application/vnd.in-toto+json");
  const config = builder.json(
    { architecture: "unknown", os: "unknown", config: {}, rootfs: { type: "layers", diff_ids: [layer.digest] } },
    mediaTypes.config,
  );
  return {
    ...builder.manifest(config, [layer]),
    annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": digest },
    platform: { os: "unknown", architecture: "unknown" },
  };
}
