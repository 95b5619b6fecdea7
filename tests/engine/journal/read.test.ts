import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { leftovers, readJournal } from "../../../engine/journal/read.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { change, ended, exchange, heading, written } from "./written.ts";

const read = (...lines: unknown[]) => inNewFolder(async (folder) => readJournal(written(folder, lines)));

test("A journal gives back what it says, the exchanges in the order in which they were sent", async () => {
  const journaled = await read(heading(), exchange(10), exchange(2), change("made", "one"), ended);
  expect(journaled.heading).toEqual(heading());
  expect(journaled.exchanges.map(({ id }) => id)).toEqual(["x2", "x10"]);
  expect(journaled.changes).toEqual([change("made", "one").change]);
  expect(journaled.ended).toEqual(ended.ended);
  expect((await read(heading())).ended).toBeUndefined();
});

test.each([
  ["was cut off", '{"change":{"happened":"ma'],
  ["is no object", "7"],
  ["is null", "null"],
  ["is a list", "[{}]"],
  ["is empty", ""],
  [
    "is too deep",
    `${JSON.stringify(change("made", "deep")).slice(0, -2)},"more":${"[".repeat(200)}${"]".repeat(200)}}}`,
  ],
  ["has nothing in it", { change: null, exchange: null, scenario: 7, result: [], ended: "now" }],
  ["has an exchange of no number", { exchange: { ...exchange(1).exchange, id: ["x1"] } }],
  ["has an exchange of another name", { exchange: { ...exchange(1).exchange, id: "1x1" } }],
  ["has an exchange of a longer name", { exchange: { ...exchange(1).exchange, id: "x1a" } }],
  ["has a change that nothing can do", { change: { ...change("made", "two").change, happened: "eaten" } }],
  ["has a change of nothing", { change: { ...change("made", "two").change, kind: "user" } }],
  ["has a change of no repository", { change: { ...change("made", "two").change, repository: undefined } }],
  ["has a change under no name", { change: { ...change("made", "two").change, reference: ["two"] } }],
])("A line that %s is passed over", async (_, line) => {
  const { exchanges, scenarios, results, changes, ended } = await read(
    heading(),
    exchange(2),
    line,
    exchange(1),
    change("made", "one"),
  );
  expect(exchanges.map(({ id }) => id)).toEqual(["x1", "x2"]);
  expect({ scenarios, results, changes, ended }).toEqual({
    scenarios: [],
    results: [],
    changes: [change("made", "one").change],
    ended: undefined,
  });
});

test.each([
  ["another number", { journal: 2 }],
  ["no target", { target: undefined }],
  ["a target without an address", { target: {} }],
  ["no plans", { plans: undefined }],
  ["a plan that is none", { plans: [7] }],
  ["an unknown version of the spec", { plans: [{ spec: "0.9", requirements: [], capabilities: [] }] }],
  ["no requirements", { plans: [{ spec: "1.1", capabilities: [] }] }],
  ["no capabilities", { plans: [{ spec: "1.1", requirements: [] }] }],
])("A file whose heading has %s is no journal", async (_, wrong) => {
  await expect(read({ ...heading(), ...wrong }, change("made", "one"))).rejects.toThrow(
    /journal\.ndjson is no journal of a run that began/,
  );
});

test("A file that is not there is no journal", () =>
  inNewFolder(async (folder) => {
    expect(() => readJournal(join(folder, "absent.ndjson"))).toThrow(/cannot be read/);
  }));

test("A journal may have been compressed", () =>
  inNewFolder(async (folder) => {
    const path = join(folder, "journal.ndjson.gz");
    writeFileSync(path, gzipSync(`${JSON.stringify(heading())}\n`));
    expect(readJournal(path).heading).toEqual(heading());
  }));

test("What is left was made, or may have been, and was not taken away afterwards", async () => {
  const journaled = await read(
    heading(),
    change("doubtful", "one"),
    change("made", "one"),
    change("made", "two"),
    change("gone", "two"),
    change("doubtful", "three"),
    change("made", "one", "manifest"),
    change("gone", "four"),
    change("made", "v1", "tag"),
  );
  expect(leftovers(journaled)).toEqual([
    { kind: "blob", repository: "team/app", reference: "one" },
    { kind: "blob", repository: "team/app", reference: "three", doubtful: true },
    { kind: "manifest", repository: "team/app", reference: "one" },
    { kind: "tag", repository: "team/app", reference: "v1" },
  ]);
});
