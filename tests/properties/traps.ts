import type { TarInput } from "../../image/corpus/layout/tar.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import { thorough } from "./law.ts";

/** An archive that wants to harm whoever reads it, and the requirement that a layer of it breaks. */
export interface Trap {
  archive: () => Buffer;
  breaks: string;
}

const entries = (breaks: string, ...inputs: TarInput[]): Trap => ({ breaks, archive: () => tarOf(inputs) });
/** Where a trap would write. */
export const escaped = "/tmp/escaped-from-an-archive";
const up = `../../../../../../../../../../../..${escaped}`;

/** A header whose size field holds these bytes, its checksum mended. */
function sized(field: Buffer): Buffer {
  const archive = tarOf([{ name: "huge" }]);
  field.copy(archive, 124);
  archive.fill(" ", 148, 156);
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return archive;
}

const many = (count: number, input: (at: number) => TarInput) => Array.from({ length: count }, (_, at) => input(at));
const deep = (levels: number, top: string) => `${top}/${"d/".repeat(levels)}f`;

export const traps: Record<string, Trap> = {
  "an absolute path": entries("image.layer.root-relative", { name: escaped, data: "x" }),
  "a path that climbs out": entries("image.layer.no-path-traversal", { name: up, data: "x" }),
  "a path that climbs out in a PAX record": entries("image.layer.no-path-traversal", { name: "a", pax: { path: up } }),
  "a path that climbs out in a long name of GNU": entries(
    "image.layer.no-path-traversal",
    { name: "././@LongLink", typeflag: "L", data: `${up}\0` },
    { name: "a" },
  ),
  "a file written through a link that leads out": entries(
    "image.layer.no-write-through-symlink",
    { name: "a", typeflag: "2", link: "/tmp" },
    { name: "a/escaped", data: "x" },
  ),
  "a hard link to a file outside": entries("image.layer.no-path-traversal", {
    name: "a",
    typeflag: "1",
    link: "../../etc/passwd",
  }),
  "a hard link to itself": entries("image.layer.hardlink-target", { name: "a", typeflag: "1", link: "a" }),
  "a circle of links": entries(
    "image.layer.no-write-through-symlink",
    { name: "a", typeflag: "2", link: "b" },
    { name: "b", typeflag: "2", link: "a" },
    { name: "a/c" },
  ),
  "the same path twice": entries("image.layer.no-duplicate-paths", { name: "a", data: "1" }, { name: "a", data: "2" }),
  "the same path in two spellings": entries(
    "image.layer.duplicate-after-normalise",
    { name: "d/a" },
    { name: "d/./a" },
  ),
  "a sparse file of 8 TiB": entries("image.layer.sparse", {
    name: "a",
    pax: { "GNU.sparse.major": "1", "GNU.sparse.realsize": `${2 ** 43}` },
  }),
  "a PAX size of 8 PiB": entries("image.layer.tar-format", { name: "a", pax: { size: `${2 ** 53 - 1}` }, data: "x" }),
  "a size beyond all numbers": {
    breaks: "image.layer.tar-format",
    archive: () => sized(Buffer.concat([Buffer.from([0x80]), Buffer.alloc(11, 0xff)])),
  },
  "a size below zero": { breaks: "image.layer.tar-format", archive: () => sized(Buffer.alloc(12, 0xff)) },
  "a size of 8 GiB": { breaks: "image.layer.tar-format", archive: () => sized(Buffer.from("77777777777\0")) },
  "PAX records that say to be longer than they are": entries("image.layer.attributes", {
    name: "a",
    rawPax: "999999999 path=a\n",
  }),
  "a PAX header of 8 GiB": entries("image.layer.tar-format", { name: "pax", typeflag: "x", size: 8 * 1024 ** 3 - 1 }),
  "a global PAX header that names every file": entries(
    "image.layer.no-duplicate-paths",
    { name: "pax", typeflag: "g", data: "10 path=a\n" },
    { name: "b" },
    { name: "c" },
  ),
  "a NUL in a name": entries("image.layer.no-path-traversal", { name: "a", pax: { path: "a\0b" } }),
  "a path of 1 MiB": entries("image.layer.tar-format", { name: "a", pax: { path: "d/".repeat(500_000) } }),
  "a path of two thousand levels": entries("image.layer.tar-format", { name: "a", pax: { path: deep(2000, "a") } }),
  "a device of the host": entries("image.layer.no-path-traversal", {
    name: "../dev/sda",
    typeflag: "3",
    device: [8, 0],
  }),
  "an end in the middle": {
    breaks: "image.layer.tar-format",
    archive: () => tarOf([{ name: "a", data: "x".repeat(2000) }]).subarray(0, 1000),
  },
  "bytes behind the end": {
    breaks: "image.layer.tar-format",
    archive: () => Buffer.concat([tarOf([{ name: "a" }]), tarOf([{ name: "b" }])]),
  },
};

/** What is without end unless somebody counts: each comes to far more than a reader may keep. */
export const floods: Record<string, () => TarInput[]> = {
  "global PAX headers with two hundred records each, no two alike": () =>
    many(thorough ? 2000 : 100, (at) => ({
      name: "pax",
      typeflag: "g",
      data: many(200, (record) => ({ name: `${at * 200 + record}`.padStart(8, "0") }))
        .map(({ name }) => `19 k${name}=value\n`)
        .join(""),
    })),
  "six hundred paths of 250 levels, none of them shared": () =>
    many(600, (at) => ({ name: "a", pax: { path: deep(250, `${at}`) } })),
  "a thousand paths of 4 KiB": () => many(1000, (at) => ({ name: "a", pax: { path: `${at}${"n".repeat(4000)}` } })),
  "fifteen hundred paths that climb out": () => many(1500, (at) => ({ name: `../${at}` })),
  "fifteen hundred links to nothing": () => many(1500, (at) => ({ name: `l${at}`, typeflag: "1", link: `t${at}` })),
  "one path fifteen hundred times": () => many(1500, () => ({ name: "a" })),
};
