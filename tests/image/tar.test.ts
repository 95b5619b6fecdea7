import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import type { TarEntry, TarProblem } from "../../image/tar/entry.ts";
import { TarReader } from "../../image/tar/reader.ts";

/** What is read of an archive that comes in pieces of this size. */
function read(archive: Buffer, piece: number) {
  const entries: TarEntry[] = [];
  const problems: TarProblem[] = [];
  const reader = new TarReader({ entry: (entry) => entries.push(entry), problem: (problem) => problems.push(problem) });
  for (let from = 0; from < archive.length; from += piece) reader.write(archive.subarray(from, from + piece));
  reader.end();
  return { entries, problems };
}

const pieces = [1, 511, 512, 4096, 1_000_000];

it.each(["v7", "ustar", "gnu", "oldgnu", "pax", "posix"])("reads what tar writes as --format=%s", (format) => {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-test-"));
  try {
    const long = format === "v7" ? "short" : `${"d".repeat(80)}/${"n".repeat(60)}`;
    mkdirSync(join(folder, "in", long), { recursive: true });
    writeFileSync(join(folder, "in", long, "file"), "hello");
    writeFileSync(join(folder, "in/sparse"), "x");
    truncateSync(join(folder, "in/sparse"), 2_000_000);
    execFileSync("ln", ["in/sparse", "in/link"], { cwd: folder });
    const sparse = format === "v7" || format === "ustar" ? [] : ["--sparse"];
    execFileSync("tar", ["--sort=name", `--format=${format}`, ...sparse, "-cf", "out.tar", "in"], { cwd: folder });
    const archive = readFileSync(join(folder, "out.tar"));
    const [first, ...others] = pieces.map((piece) => read(archive, piece));
    expect(first?.problems).toEqual([]);
    const file = first?.entries.find(({ name }) => name === `in/${long}/file`);
    expect(file).toMatchObject({ type: "file", size: 5, unreadable: [], malformedPax: false });
    expect(archive.toString("latin1", file?.offset, (file?.offset ?? 0) + 5)).toBe("hello");
    expect(first?.entries.map(({ name, type }) => [name, type])).toContainEqual(["in/sparse", "hardlink"]);
    for (const other of others) expect(other).toEqual(first);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each(pieces)("finds what is wrong, in pieces of %i bytes", (piece) => {
  const cut = tarOf([{ name: "a", data: "x".repeat(2000) }]).subarray(0, 1024);
  expect(read(cut, piece).problems).toMatchObject([{ kind: "cut-short", name: "a" }]);
  expect(read(Buffer.from("no tar at all".repeat(100)), piece).problems).toEqual([{ kind: "no-tar", offset: 0 }]);
  expect(read(tarOf([{ name: "a" }], { end: false }), piece).problems).toMatchObject([{ kind: "no-end" }]);
  const hidden = Buffer.concat([tarOf([{ name: "a" }]), tarOf([{ name: "b" }])]);
  expect(read(hidden, piece)).toMatchObject({
    entries: [{ name: "a" }],
    problems: [{ kind: "trailing-data", offset: 1536 }],
  });
});
