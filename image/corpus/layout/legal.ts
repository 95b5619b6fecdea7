import { gzipSync } from "node:zlib";
import { mediaTypes } from "../../media-types.ts";
import { type BuiltDescriptor, digestOf, gzipped, imageOf, LayoutBuilder, layerTypes, someFiles } from "./builder.ts";
import { type LayoutCase, legal, since11 } from "./case.ts";
import { attestationFor } from "./graph-faults.ts";
import { membersOf } from "./layout-faults.ts";
import { type TarInput, tarOf } from "./tar.ts";
import { skippableFrame, zstdOf } from "./zstd.ts";

function built(make: (builder: LayoutBuilder) => Map<string, Buffer> | Buffer): LayoutCase["make"] {
  return () => make(new LayoutBuilder());
}

function withEntries(...entries: TarInput[]): LayoutCase["make"] {
  return () => imageOf([...someFiles, ...entries]);
}

/** An image whose only layer is stored so. */
function storedAs(mediaType: string, stored: Buffer, content: Buffer): LayoutCase["make"] {
  return built((builder) =>
    builder.layout(builder.image([{ descriptor: builder.blob(stored, mediaType), diffId: digestOf(content) }])),
  );
}

/** An artifact with one layer of data. */
function artifact(configType: string, layerType: string, members: Record<string, unknown> = {}): LayoutCase["make"] {
  return built((builder) =>
    builder.layout(builder.manifest(builder.blob("{}", configType), [builder.blob("some data", layerType)], members)),
  );
}

const archive = tarOf(someFiles);
const dockerLayer = "application/vnd.docker.image.rootfs.diff.tar.gzip";
const docker = { notes: ["image.media-type.docker-equivalents"] } as const;
const infoOfOpaque = { notes: ["image.layer.opaque-explicit-preferred"] } as const;

/** What looks odd and is legal: no error and no warning may be found. */
export const legalLayouts: readonly LayoutCase[] = [
  legal(
    "an image",
    built((builder) => builder.layout(builder.image())),
  ),
  legal(
    "an empty index",
    built((builder) => {
      return builder.withoutBlobs().layout();
    }),
  ),
  legal(
    "several layers, one of them twice",
    built((builder) => {
      const layer = builder.layer(someFiles);
      return builder.layout(builder.image([layer, builder.layer([{ name: "usr/app" }]), layer]));
    }),
  ),
  legal(
    "an absent layer",
    built((builder) => {
      const layer = builder.layer(someFiles);
      builder.remove(layer.descriptor);
      return builder.layout(builder.image([layer]));
    }),
  ),
  legal(
    "an absent manifest",
    built((builder) => {
      const image = builder.image();
      return builder.withoutBlobs().layout(image);
    }),
  ),
  legal(
    "a blob that nothing refers to, and that is no JSON",
    built((builder) => {
      builder.blob('{"broken":', "application/json");
      return builder.layout(builder.image());
    }),
  ),
  legal(
    "files beside the layout, as docker save has them",
    built((builder) => {
      builder.files.set("manifest.json", Buffer.from('[{"Config":"x"}]'));
      builder.files.set("repositories", Buffer.from("{}"));
      builder.files.set("ingest/part", Buffer.from("half"));
      return builder.layout(builder.image());
    }),
  ),
  legal(
    "blobs of an algorithm that nobody knows",
    built((builder) => {
      builder.files.set("blobs/multihash+base58/QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8", Buffer.from("data"));
      return builder.layout(builder.image());
    }),
  ),
  legal(
    "an image whose digests are sha512",
    built((builder) => {
      const bytes = gzipped(archive);
      const layer = builder.blob(bytes, layerTypes.gzip, "sha512");
      const config = builder.config([{ descriptor: layer, diffId: digestOf(archive, "sha512") }]);
      const resent = builder.blob(builder.bytesOf(config), mediaTypes.config, "sha512");
      const document = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: resent, layers: [layer] };
      const manifest = builder.json(document, mediaTypes.manifest, "sha512");
      builder.remove(config);
      return builder.layout({ ...manifest, platform: { os: "linux", architecture: "amd64" } });
    }),
    { notes: ["image.descriptor.digest-prefer-sha256"] },
  ),
  legal(
    "an uncompressed layer",
    built((builder) => builder.layout(builder.image([builder.layer(someFiles, "none")]))),
  ),
  legal(
    "a zstd layer with skippable frames around it",
    storedAs(
      layerTypes.zstd,
      Buffer.concat([skippableFrame(Buffer.from("x")), zstdOf(archive), skippableFrame(Buffer.from("toc"))]),
      archive,
    ),
    { notes: ["image.manifest.layer-types-portable", "image.media-type.known"] },
  ),
  legal(
    "a zstd layer of several frames",
    storedAs(
      layerTypes.zstd,
      Buffer.concat([zstdOf(archive.subarray(0, 700)), zstdOf(archive.subarray(700))]),
      archive,
    ),
    { notes: ["image.manifest.layer-types-portable", "image.media-type.known"] },
  ),
  legal(
    "a gzip layer of several members",
    storedAs(
      layerTypes.gzip,
      Buffer.concat([gzipped(archive.subarray(0, 700)), gzipped(archive.subarray(700))]),
      archive,
    ),
  ),
  legal("a layer that is empty", () => imageOf(Buffer.alloc(1024))),
  legal("a layer padded with zeros to a record", () => imageOf(Buffer.concat([archive, Buffer.alloc(8192)]))),
  legal("a layer of Docker's type in a manifest of OCI's", storedAs(dockerLayer, gzipped(archive), archive), docker),
  legal("directories that are only implied", () => imageOf([{ name: "usr/bin/app", data: "app" }])),
  legal("paths with ./ before them, the root among them", () =>
    imageOf([{ name: "./" }, { name: "./etc/" }, { name: "./etc/motd" }]),
  ),
  legal(
    "symbolic links that lead anywhere",
    withEntries(
      { name: "absolute", typeflag: "2", link: "/etc/motd" },
      { name: "dangling", typeflag: "2", link: "../../nowhere" },
    ),
  ),
  legal(
    "hard links, and one that brings its data along",
    withEntries(
      { name: "one", typeflag: "1", link: "etc/motd" },
      { name: "two", typeflag: "1", link: "./etc/motd", data: "hello\n" },
      { name: "three", data: "x" },
    ),
  ),
  legal(
    "a FIFO and a device",
    withEntries({ name: "fifo", typeflag: "6" }, { name: "null", typeflag: "3", device: [1, 3] }),
  ),
  legal(
    "extended attributes with any bytes",
    withEntries({ name: "ping", pax: { "SCHILY.xattr.security.capability": "\x01\0\n=\xff" } }),
  ),
  legal(
    "records of Windows",
    withEntries({ name: "Files/app.exe", pax: { "MSWINDOWS.fileattr": "32", "MSWINDOWS.rawsd": "AQAUgA==" } }),
  ),
  legal(
    "long names in PAX and in GNU's form",
    withEntries(
      { name: "short", pax: { path: `etc/${"p".repeat(200)}` } },
      { name: "././@LongLink", typeflag: "L", data: `etc/${"g".repeat(200)}\0` },
      { name: "cut" },
    ),
  ),
  legal("a PAX header for all entries", () =>
    imageOf([{ name: "global", typeflag: "g", data: "19 comment=nothing\n" }, ...someFiles]),
  ),
  legal("a whiteout of what the layer below has", () => imageOf(someFiles, [{ name: "etc/.wh.motd" }])),
  legal("a whiteout of a directory that is only implied below", () =>
    imageOf([{ name: "opt/app/file" }], [{ name: "opt/.wh.app" }]),
  ),
  legal("a file beside its own whiteout: it is replaced", () =>
    imageOf(someFiles, [{ name: "etc/.wh.motd" }, { name: "etc/motd" }]),
  ),
  legal(
    "an opaque marker behind what it keeps",
    () => imageOf(someFiles, [{ name: "etc/new" }, { name: "etc/.wh..wh..opq" }]),
    infoOfOpaque,
  ),
  legal("a directory that becomes a file in the layer above", () =>
    imageOf(someFiles, [{ name: "etc", data: "now a file" }]),
  ),
  legal("a link of the layer below with entries under it above", () =>
    imageOf([{ name: "bin", typeflag: "2", link: "usr/bin" }], [{ name: "bin/app", data: "app" }]),
  ),
  legal("modes that hold the type of the file as well", withEntries({ name: "old", mode: 0o100644 })),
  legal(
    "an absent layer that must not be distributed, for Windows",
    built((builder) => {
      const { descriptor, diffId } = builder.layer(someFiles);
      builder.remove(descriptor);
      const foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
      const image = builder.image([{ descriptor: { ...descriptor, mediaType: foreign }, diffId }], { os: "windows" });
      return builder.layout({ ...image, platform: { os: "windows", architecture: "amd64" } });
    }),
    { notes: ["image.layer.nondistributable-deprecated", "image.media-type.docker-equivalents"] },
  ),
  legal(
    "an encrypted layer",
    built((builder) => {
      const descriptor = builder.blob("who knows", `${layerTypes.gzip}+encrypted`);
      return builder.layout(builder.image([{ descriptor, diffId: digestOf(archive) }]));
    }),
    { notes: ["image.manifest.layer-types-portable"] },
  ),
  legal(
    "indexes in indexes",
    built((builder) => builder.layout(builder.index([builder.index([builder.image()])]))),
  ),
  legal(
    "an entry of a type that nobody knows",
    built((builder) => builder.layout(builder.blob("<a/>", "application/xml"))),
    {
      notes: ["image.index.manifest-type-portable"],
    },
  ),
  legal(
    "a Docker manifest and a list of them",
    built((builder) => {
      const layer = builder.layer(someFiles);
      const config = { ...builder.config([layer]), mediaType: mediaTypes.dockerConfig };
      const layers = [{ ...layer.descriptor, mediaType: dockerLayer }];
      const document = { schemaVersion: 2, mediaType: mediaTypes.dockerManifest, config, layers };
      const manifest = {
        ...builder.json(document, mediaTypes.dockerManifest),
        platform: { os: "linux", architecture: "amd64" },
      };
      const list = { schemaVersion: 2, mediaType: mediaTypes.dockerList, manifests: [manifest] };
      return builder.layout(manifest, builder.json(list, mediaTypes.dockerList));
    }),
    { notes: ["image.index.manifest-type-portable", "image.media-type.docker-equivalents"] },
  ),
  legal(
    "one layer under Docker's and OCI's names",
    built((builder) => {
      const layer = builder.layer(someFiles);
      const renamed = { descriptor: { ...layer.descriptor, mediaType: dockerLayer }, diffId: layer.diffId };
      return builder.layout(builder.image([layer]), builder.image([renamed]));
    }),
    docker,
  ),
  legal(
    "an attestation of BuildKit's beside its image",
    built((builder) => {
      const image = builder.image();
      return builder.layout(builder.index([image, attestationFor(builder, image.digest)]));
    }),
    { notes: ["image.manifest.config-type-artifact", "image.manifest.layer-types-portable"] },
  ),
  legal(
    "a cache of BuildKit's, with layers for manifests",
    built((builder) => {
      const { descriptor } = builder.layer(someFiles);
      const config = builder.blob('{"layers":[]}', "application/vnd.buildkit.cacheconfig.v0");
      return builder.layout(builder.index([descriptor, config]));
    }),
    { notes: ["image.index.manifest-type-portable"] },
  ),
  legal(
    "a signature of cosign's, under an image config without diff_ids",
    built((builder) => {
      const layer = builder.blob("{}", "application/vnd.dev.cosign.simplesigning.v1+json");
      const config = builder.json(
        { architecture: "", os: "", config: {}, rootfs: { type: "layers", diff_ids: [] } },
        mediaTypes.config,
      );
      return builder.layout(builder.manifest(config, [layer]));
    }),
    {
      notes: [
        "image.descriptor.platform-on-manifests",
        "image.manifest.config-type-artifact",
        "image.manifest.layer-types-portable",
        "image.config.architecture-goarch",
        "image.config.os-goos",
      ],
    },
  ),
  legal(
    "a Helm chart",
    artifact("application/vnd.cncf.helm.config.v1+json", "application/vnd.cncf.helm.chart.content.v1.tar+gzip"),
  ),
  legal(
    "a file of ORAS's under the type of a layer",
    artifact("application/vnd.oci.empty.v1+json", layerTypes.none, { artifactType: "application/vnd.example.text" }),
    { specs: since11, notes: ["image.layer.tar-format", "image.manifest.config-unique"] },
  ),
  legal("a WebAssembly module", artifact("application/vnd.wasm.config.v0+json", "application/wasm")),
  legal(
    "an artifact whose config is no JSON",
    built((builder) => {
      const config = builder.blob("no JSON", "application/vnd.example+json");
      return builder.layout(builder.manifest(config, [builder.blob("data", "application/vnd.example.data")]));
    }),
  ),
  legal(
    "a referrer whose subject is not there",
    built((builder) => {
      const subject: BuiltDescriptor = {
        mediaType: mediaTypes.manifest,
        digest: digestOf(Buffer.from("nowhere")),
        size: 9,
      };
      const manifest = builder.manifest(
        builder.blob("{}", "application/vnd.oci.empty.v1+json"),
        [builder.blob("x", "text/plain")],
        {
          artifactType: "application/vnd.example.sbom",
          subject,
        },
      );
      return builder.layout({ ...manifest, artifactType: "application/vnd.example.sbom" });
    }),
    { specs: since11 },
  ),
  legal(
    "a gzip and a zstd layer in one image",
    built((builder) =>
      builder.layout(builder.image([builder.layer(someFiles), builder.layer([{ name: "b" }], "zstd")])),
    ),
    { specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  legal(
    "an archive whose index.json comes last, with ./ and directories",
    built((builder) => {
      const files = builder.layout(builder.image());
      const members = membersOf(files).reverse();
      return tarOf([{ name: "./" }, { name: "./blobs/" }, { name: "./blobs/" }, ...members, ...members.slice(0, 1)]);
    }),
  ),
  legal(
    "an archive that is compressed",
    built((builder) => gzipSync(tarOf(membersOf(builder.layout(builder.image()))))),
  ),
];
