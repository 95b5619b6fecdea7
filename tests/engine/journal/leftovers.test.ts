import { appendFileSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import type { Kept } from "../../../engine/cleanup/kept.ts";
import { removeLeftovers } from "../../../engine/journal/leftovers.ts";
import { leftovers, readJournal } from "../../../engine/journal/read.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";
import { change, heading, written } from "./written.ts";

const place = "http://fake.example/v2/team/app";

/** What comes of removing what that journal tells of, what was asked for, and what the journal then tells. */
const removing = (lines: unknown[], answer: (call: Call) => FakeAnswer, mayGo: (kept: Kept) => boolean = () => true) =>
  inNewFolder(async (folder) => {
    const file = written(folder, [heading(), ...lines]);
    // As a run leaves it that was killed.
    appendFileSync(file, '{"exchange":{"id":"x');
    const before = readFileSync(file, "utf8");
    const client = fakeClient(answer);
    const cleanup = await removeLeftovers(client, { file, journaled: readJournal(file) }, { mayGo, settleMs: 0 });
    expect(readFileSync(file, "utf8").startsWith(before)).toBe(true);
    return {
      ...cleanup,
      asked: client.exchanges.map(({ request }) => `${request.method} ${request.url.slice(place.length)}`),
      untouched: readFileSync(file, "utf8") === before,
      told: leftovers(readJournal(file)).map(({ kind, reference }) => `${kind} ${reference.replace(place, "")}`),
    };
  });

const upload = (path: string) => change("made", `${place}${path}`, "upload");

test("What is removed is no longer told, and what is not removed still is", async () => {
  const refusing = ({ url }: Call): FakeAnswer => ({ status: url.endsWith("two") ? 403 : 202 });
  const lines = [change("made", "one"), change("doubtful", "two"), upload("/blobs/uploads/7")];
  const { removed, left, told, asked } = await removing(lines, refusing);
  expect(asked.toSorted()).toEqual(["DELETE /blobs/one", "DELETE /blobs/two", "DELETE /blobs/uploads/7"]);
  expect(removed).toBe(2);
  expect(left).toEqual([
    {
      ...{ kind: "blob", repository: "team/app", reference: "two" },
      reason: "DELETE answered 403, if it is there at all",
    },
  ]);
  expect(told).toEqual(["blob two"]);
});

test("A journal that tells of nothing, or of nothing that could be removed, is left as it is", async () => {
  expect(await removing([], () => ({ status: 202 }))).toMatchObject({ untouched: true, asked: [] });
  expect(await removing([change("made", "one")], () => ({ status: 403 }))).toMatchObject({
    untouched: true,
    told: ["blob one"],
  });
});

test("What is to stay is not asked for, and is still told", async () => {
  const lines = [change("made", "one"), change("made", "two", "manifest"), upload("/blobs/uploads/7")];
  const { asked, told, left } = await removing(
    lines,
    () => ({ status: 202 }),
    ({ kind }) => kind === "manifest",
  );
  expect(asked).toEqual(["DELETE /manifests/two"]);
  expect(told).toEqual(["blob one", "upload /blobs/uploads/7"]);
  expect(left).toEqual([]);
});

test.each(["/blobs/uploads/7?token=***", "/manifests/latest", `/blobs/sha256:${"a".repeat(64)}`])(
  "An upload at %s is named and not asked for",
  async (path) => {
    const { asked, left, told } = await removing([upload(path)], () => ({ status: 204 }));
    expect(asked).toEqual([]);
    expect(left).toEqual([
      {
        ...{ kind: "upload", repository: "team/app", reference: `${place}${path}` },
        reason: "its Location holds what no journal tells",
      },
    ]);
    expect(told).toEqual([`upload ${path}`]);
  },
);

test("A 404 does not say that an upload is gone where none has been cancelled yet", async () => {
  const { left, told } = await removing([upload("/blobs/uploads/1")], () => ({ status: 404 }));
  expect(left).toMatchObject([{ reason: "DELETE answered 404" }]);
  expect(told).toEqual(["upload /blobs/uploads/1"]);
});

test("An upload that was in doubt is not what tells whether uploads can be cancelled", async () => {
  const doubtful = { change: { ...upload("/blobs/uploads/1").change, happened: "doubtful" } };
  const { asked, told } = await removing([doubtful, upload("/blobs/uploads/2")], ({ url }) => ({
    status: url.endsWith("/1") ? 404 : 204,
  }));
  expect(asked).toEqual(["DELETE /blobs/uploads/2", "DELETE /blobs/uploads/1"]);
  expect(told).toEqual([]);
});
