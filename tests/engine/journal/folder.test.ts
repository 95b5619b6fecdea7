import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../../engine/errors.ts";
import { journalsIn, setAside } from "../../../engine/journal/folder.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { change, ended, heading, written } from "./written.ts";

/** The names of the journals when the last one, with these lines, has been made room for. */
const after = (lines: unknown[], ...others: string[]) =>
  inNewFolder(async (folder) => {
    for (const name of others) written(folder, [heading()], name);
    const text = readFileSync(written(folder, lines), "utf8");
    setAside(folder);
    for (const name of readdirSync(folder)) {
      const isLast = name === "journal.ndjson" || !others.includes(name);
      expect(readFileSync(join(folder, name), "utf8"), name).toBe(isLast ? text : `${JSON.stringify(heading())}\n`);
    }
    return journalsIn(folder).map((path) => basename(path));
  });

const made = change("made", "one");
const cut = '{"exchange":{"id":"x';

test("The journal of a run that was killed and has left something gets the next number", async () => {
  expect(await after([heading(), made])).toEqual(["journal-1.ndjson"]);
  expect(await after([heading(), made, cut])).toEqual(["journal-1.ndjson"]);
  expect(await after([heading(), made], "journal-2.ndjson", "journal-10.ndjson")).toEqual([
    "journal-2.ndjson",
    "journal-10.ndjson",
    "journal-11.ndjson",
  ]);
});

test("Any other stays where it is, to make room for the next", async () => {
  expect(await after([heading()])).toEqual(["journal.ndjson"]);
  expect(await after([heading(), made, change("gone", "one")])).toEqual(["journal.ndjson"]);
  expect(await after([heading(), made, ended])).toEqual(["journal.ndjson"]);
  expect(await after([made])).toEqual(["journal.ndjson"]);
  expect(await after([ended])).toEqual(["journal.ndjson"]);
});

test("A run that came to its end has ended, however much it says of what it left, and whatever was removed later", async () => {
  const left = Array.from({ length: 2000 }, (_, at) => ({ ...made.change, reference: `${at}`, reason: "refused" }));
  const long = { ended: { ...ended.ended, cleanup: { removed: 0, left, requests: 0 } } };
  expect(JSON.stringify(long).length).toBeGreaterThan(128 * 1024);
  expect(await after([heading(), made, long])).toEqual(["journal.ndjson"]);
  expect(await after([heading(), made, change("made", "two"), ended, change("gone", "one")])).toEqual([
    "journal.ndjson",
  ]);
});

test("The end of a long journal is found, too", async () => {
  const long = { scenario: { title: "x".repeat(100 * 1024) } };
  expect(await after([heading(), made, long, ended])).toEqual(["journal.ndjson"]);
  expect(await after([heading(), made, long])).toEqual(["journal-1.ndjson"]);
});

test("A folder's journals are those that a run has named, the latest last", () =>
  inNewFolder(async (folder) => {
    const others = ["report.json", "journal.ndjson.gz", "my-journal.ndjson", "journal-x.ndjson", "journal-.ndjson"];
    for (const name of ["journal-10.ndjson", "journal.ndjson", "journal-9.ndjson", ...others])
      writeFileSync(join(folder, name), "");
    expect(journalsIn(folder)).toEqual(
      ["journal-9.ndjson", "journal-10.ndjson", "journal.ndjson"].map((name) => join(folder, name)),
    );
  }));

test("A folder that is none has no journals, and no run has one to make room for", () =>
  inNewFolder(async (folder) => {
    const absent = join(folder, "absent");
    expect(() => journalsIn(absent)).toThrow(UsageError);
    expect(() => journalsIn(absent)).toThrow(`there is no journal of a run in ${absent}: `);
    expect(() => setAside(folder)).not.toThrow();
  }));
