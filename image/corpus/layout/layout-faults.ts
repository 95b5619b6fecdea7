import { LayoutBuilder, someFiles } from "./builder.ts";
import { fault, type LayoutCase } from "./case.ts";
import { type TarInput, tarOf } from "./tar.ts";

/** A sound layout with something changed in its files. */
function changed(change: (files: Map<string, Buffer>, builder: LayoutBuilder) => void): LayoutCase["make"] {
  return () => {
    const builder = new LayoutBuilder();
    const files = builder.layout(builder.image());
    change(files, builder);
    return files;
  };
}

/** The layout as members of an archive. */
export function membersOf(files: ReadonlyMap<string, Buffer>): TarInput[] {
  return [...files].map(([name, data]) => ({
    name: `./${name}`,
    data,
    ...(name.length > 97 ? { pax: { path: name } } : {}),
  }));
}

function archiveWith(...more: TarInput[]): LayoutCase["make"] {
  return () => {
    const builder = new LayoutBuilder();
    return tarOf([...membersOf(builder.layout(builder.image())), ...more]);
  };
}

/** Faults of the layout itself. */
export const layoutFaults: readonly LayoutCase[] = [
  fault(
    "image.layout.oci-layout-exists",
    "oci-layout is not there",
    changed((files) => files.delete("oci-layout")),
  ),
  fault(
    "image.layout.index-exists",
    "index.json is not there",
    changed((files) => files.delete("index.json")),
  ),
  fault("image.layout.blobs-directory", "an empty layout without blobs", () => new LayoutBuilder().layout()),
  fault(
    "image.layout.blob-path-matches-content",
    "a byte of a blob that nothing refers to is flipped",
    changed((_, builder) =>
      builder.replace(builder.blob("nobody wants me", "text/plain"), Buffer.from("nobody wants mf")),
    ),
  ),
  fault(
    "image.layout.blob-name-charset",
    "a leftover of a tool lies among the blobs",
    changed((files) => files.set("blobs/sha256/upload.tmp", Buffer.from("half"))),
  ),
  fault(
    "image.layout.blob-name-charset",
    "a blob is named in upper case",
    changed((files) => files.set(`blobs/sha256/${"AB".repeat(32)}`, Buffer.from("half"))),
  ),
  fault(
    "image.layout.blob-depth",
    "a blob lies in no directory of its algorithm",
    changed((files) => files.set(`blobs/${"ab".repeat(32)}`, Buffer.from("lost"))),
  ),
  fault(
    "image.layout.blob-depth",
    "a blob lies in a directory of its own",
    changed((files) => files.set(`blobs/sha256/ab/${"cd".repeat(31)}`, Buffer.from("lost"))),
  ),
  fault(
    "image.layout.missing-blobs",
    "a layer is not there, and everything should be",
    () => {
      const builder = new LayoutBuilder();
      const layer = builder.layer(someFiles);
      builder.remove(layer.descriptor);
      return builder.layout(builder.image([layer]));
    },
    { options: { complete: true } },
  ),
  fault(
    "image.layout.archive-members",
    "an archive has two different index.json",
    archiveWith({ name: "index.json", data: "{}" }),
  ),
  fault(
    "image.layout.archive-members",
    "a member climbs out of the archive",
    archiveWith({ name: "../outside", data: "x" }),
  ),
  fault(
    "image.layout.archive-members",
    "a member has an absolute path",
    archiveWith({ name: "/etc/passwd", data: "x" }),
  ),
  fault(
    "image.layout.archive-members",
    "a link leads out of the archive",
    archiveWith({ name: "elsewhere", typeflag: "2", link: "../../etc/passwd" }),
  ),
];
