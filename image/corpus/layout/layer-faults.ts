import { versionsAfter } from "../../../specs/versions.ts";
import { digestOf, gzipped, imageOf, LayoutBuilder, layerTypes, someFiles } from "./builder.ts";
import { fault, type LayoutCase, since11 } from "./case.ts";
import { type TarInput, tarOf } from "./tar.ts";
import { zstdOf } from "./zstd.ts";

/** An image whose layer has these entries behind the usual ones. */
function withEntries(...entries: TarInput[]): LayoutCase["make"] {
  return () => imageOf([...someFiles, ...entries]);
}

/** An image whose only layer is stored as these bytes under this type. */
function storedAs(mediaType: string, stored: Buffer, diffId: string): Map<string, Buffer> {
  const builder = new LayoutBuilder();
  return builder.layout(builder.image([{ descriptor: builder.blob(stored, mediaType), diffId }]));
}

const archive = tarOf(someFiles);
const warning = { severity: "warning" } as const;
const info = { severity: "info" } as const;

/** Faults of one layer: how it is compressed, and what its archive holds. */
export const layerFaults: readonly LayoutCase[] = [
  fault("image.layer.gzip", "an uncompressed archive that is typed as gzip", () =>
    storedAs(layerTypes.gzip, archive, digestOf(archive)),
  ),
  fault("image.layer.gzip", "something that is no gzip member follows the last one", () =>
    storedAs(layerTypes.gzip, Buffer.concat([gzipped(archive), Buffer.from("more")]), digestOf(archive)),
  ),
  fault("image.layer.gzip", "a gzip member ends too early", () =>
    storedAs(layerTypes.gzip, gzipped(archive).subarray(0, -6), digestOf(archive)),
  ),
  fault("image.layer.gzip", "the checksum of a gzip member is wrong", () => {
    const stored = gzipped(archive);
    stored.writeUInt32LE(1, stored.length - 8);
    return storedAs(layerTypes.gzip, stored, digestOf(archive));
  }),
  fault(
    "image.layer.zstd",
    "a gzip stream that is typed as zstd",
    () => storedAs(layerTypes.zstd, gzipped(archive), digestOf(archive)),
    { specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  fault(
    "image.layer.zstd",
    "a zstd frame ends too early",
    () => storedAs(layerTypes.zstd, zstdOf(archive).subarray(0, -6), digestOf(archive)),
    { specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  fault(
    "image.layer.zstd",
    "something that is no zstd frame follows the last one",
    () => storedAs(layerTypes.zstd, Buffer.concat([zstdOf(archive), Buffer.from("more")]), digestOf(archive)),
    { specs: since11, notes: ["image.manifest.layer-types-portable"] },
  ),
  fault("image.layer.plain-tar", "a gzip stream that is typed as uncompressed", () => {
    const stored = gzipped(archive);
    return storedAs(layerTypes.none, stored, digestOf(stored));
  }),
  fault(
    "image.layer.gzip-of-restricted",
    "a layer not to be distributed is not compressed as it says",
    () => {
      const builder = new LayoutBuilder();
      const type = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
      const layer = { descriptor: builder.blob(archive, type), diffId: digestOf(archive) };
      return builder.layout({
        ...builder.image([layer], { os: "windows" }),
        platform: { os: "windows", architecture: "amd64" },
      });
    },
    { notes: ["image.layer.nondistributable-deprecated"] },
  ),
  fault("image.layer.tar-format", "a header whose checksum is wrong", () => {
    const broken = Buffer.from(archive);
    broken.write("777777", 512 + 148);
    return imageOf(broken);
  }),
  fault("image.layer.tar-format", "the data of the last entry is cut short", () =>
    imageOf(tarOf([...someFiles, { name: "etc/long", data: "x".repeat(2000) }], { end: false }).subarray(0, -1024)),
  ),
  fault("image.layer.tar-format", "a layer that is no tar archive", () =>
    imageOf(Buffer.from("no archive at all\n".repeat(50))),
  ),
  fault("image.layer.tar-format", "a block of zeros before more entries", () =>
    imageOf(Buffer.concat([tarOf(someFiles, { end: false }), Buffer.alloc(512), tarOf([{ name: "hidden" }])])),
  ),
  fault(
    "image.layer.tar-format",
    "a second archive hides behind the end of the first",
    () => imageOf(Buffer.concat([archive, tarOf([{ name: "hidden" }])])),
    warning,
  ),
  fault(
    "image.layer.tar-format",
    "the archive has no end marker",
    () => imageOf(tarOf(someFiles, { end: false })),
    info,
  ),
  fault(
    "image.layer.tar-format",
    "more entries than the limit",
    () => imageOf(["a", "b", "c", "d"].map((name) => ({ name }))),
    { options: { limits: { entries: 3 } } },
  ),
  fault("image.layer.tar-format", "a path longer than the limit", () => imageOf([{ name: "a".repeat(99) }]), {
    options: { limits: { path: 50 } },
  }),
  fault(
    "image.layer.diff-id-uncompressed",
    "a layer that expands beyond the limit",
    () => imageOf(tarOf([{ name: "zeros", data: Buffer.alloc(65 * 1024 * 1024) }])),
    { options: { limits: { ratio: 10 } }, specs: ["1.1"] },
  ),
  fault("image.layer.no-duplicate-paths", "a path occurs twice", withEntries({ name: "etc/motd", data: "other\n" })),
  fault(
    "image.layer.no-duplicate-paths",
    "a path occurs twice, once with ./ before it",
    withEntries({ name: "./etc/motd" }),
  ),
  fault("image.layer.no-duplicate-paths", "a directory occurs twice", withEntries({ name: "etc", typeflag: "5" })),
  fault("image.layer.duplicate-after-normalise", "a directory and a file of one path", withEntries({ name: "etc" })),
  fault(
    "image.layer.duplicate-after-normalise",
    "a path occurs twice, once with a doubled slash",
    withEntries({ name: "etc//motd" }),
  ),
  fault(
    "image.layer.duplicate-after-normalise",
    "a path occurs twice, once with /./ in a PAX record",
    withEntries({ name: "x", pax: { path: "etc/./motd" } }),
  ),
  fault(
    "image.layer.file-types",
    "an entry of a type that nobody knows",
    withEntries({ name: "odd", typeflag: "Z" }),
    warning,
  ),
  fault(
    "image.layer.file-types",
    "a whiteout of overlayfs leaked into the layer",
    withEntries({ name: "gone", typeflag: "3", device: [0, 0] }),
    warning,
  ),
  fault(
    "image.layer.attributes",
    "a PAX record of a wrong length",
    withEntries({ name: "a", rawPax: "99 path=a\n" }),
    warning,
  ),
  fault(
    "image.layer.attributes",
    "a mode beyond permissions and type",
    withEntries({ name: "a", mode: 0o1000000 }),
    warning,
  ),
  fault(
    "image.layer.xattrs",
    "a PAX record of a vendor",
    withEntries({ name: "a", pax: { "EXAMPLE.thing": "1" } }),
    info,
  ),
  fault("image.layer.symlink-target", "a symbolic link without a target", withEntries({ name: "link", typeflag: "2" })),
  fault(
    "image.layer.sparse",
    "a sparse file in PAX form",
    withEntries({ name: "a", pax: { "GNU.sparse.major": "1" } }),
    warning,
  ),
  fault("image.layer.sparse", "a sparse file of GNU tar", withEntries({ name: "a", typeflag: "S" }), warning),
  fault("image.layer.hardlink-form", "a hard link without a target", withEntries({ name: "link", typeflag: "1" })),
  fault(
    "image.layer.hardlink-target",
    "a hard link to a file that no layer has",
    withEntries({ name: "link", typeflag: "1", link: "etc/nothing" }),
    warning,
  ),
  fault(
    "image.layer.hardlink-target",
    "a hard link before the file that it links to",
    withEntries({ name: "link", typeflag: "1", link: "etc/later" }, { name: "etc/later" }),
    warning,
  ),
  fault(
    "image.layer.hardlink-target",
    "a hard link to a file of the layer below",
    () => imageOf(someFiles, [{ name: "link", typeflag: "1", link: "etc/motd" }]),
    info,
  ),
  fault(
    "image.layer.hardlink-directory",
    "a hard link to a directory",
    withEntries({ name: "link", typeflag: "1", link: "etc" }),
  ),
  fault("image.layer.root-relative", "a path that starts with a slash", withEntries({ name: "/etc/other" }), warning),
  fault("image.layer.no-path-traversal", "a path that climbs out", withEntries({ name: "../../etc/cron.d/x" })),
  fault(
    "image.layer.no-path-traversal",
    "a hard link that climbs out",
    withEntries({ name: "link", typeflag: "1", link: "../../etc/shadow" }),
  ),
  fault(
    "image.layer.no-path-traversal",
    "a path that climbs out in a PAX record",
    withEntries({ name: "harmless", pax: { path: "a/../../b" } }),
  ),
  fault(
    "image.layer.no-write-through-symlink",
    "an entry below a symbolic link of the same layer",
    withEntries({ name: "a", typeflag: "2", link: "/etc" }, { name: "a/passwd" }),
    warning,
  ),
  fault("image.layer.whiteout-empty-file", "a whiteout with content", () =>
    imageOf(someFiles, [{ name: "etc/.wh.motd", data: "x" }]),
  ),
  fault(
    "image.layer.whiteout-without-name",
    "a whiteout of nothing",
    () => imageOf(someFiles, [{ name: "etc/.wh." }]),
    {
      ...warning,
      specs: versionsAfter("1.1"),
    },
  ),
  fault(
    "image.layer.whiteout-without-name",
    "a whiteout of nothing",
    () => imageOf(someFiles, [{ name: "etc/.wh." }]),
    {
      ...info,
      specs: ["1.0", "1.1"],
    },
  ),
  fault("image.layer.whiteout-name-reserved", "a directory named like a whiteout", () =>
    imageOf([{ name: ".wh.data/" }]),
  ),
  fault("image.layer.whiteout-name-reserved", "a file below a name like a whiteout's", () =>
    imageOf([{ name: ".wh.data/file" }]),
  ),
  fault(
    "image.layer.whiteout-name-reserved",
    "what aufs kept for itself",
    () => imageOf([{ name: ".wh..wh.plnk/" }]),
    warning,
  ),
  fault(
    "image.layer.whiteout-target-exists",
    "a whiteout in the lowest layer",
    () => imageOf([{ name: ".wh.nothing" }]),
    info,
  ),
  fault(
    "image.layer.whiteout-before-siblings",
    "a whiteout behind its siblings",
    () => imageOf(someFiles, [{ name: "etc/file" }, { name: "etc/.wh.motd" }]),
    info,
  ),
  fault(
    "image.layer.opaque-form",
    "an opaque marker without its last dot",
    () => imageOf([{ name: "etc/.wh..wh.opq" }]),
    warning,
  ),
  fault(
    "image.layer.opaque-form",
    "an opaque marker of overlayfs",
    () => imageOf([{ name: "etc/", pax: { "SCHILY.xattr.trusted.overlay.opaque": "y" } }]),
    warning,
  ),
  fault(
    "image.layer.opaque-explicit-preferred",
    "an opaque marker",
    () => imageOf(someFiles, [{ name: "etc/.wh..wh..opq" }]),
    info,
  ),
];
