import { describe, expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { Content } from "../../../client/content.ts";
import type { Kept } from "../../../engine/cleanup/kept.ts";
import { removeAll } from "../../../engine/cleanup/remove.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

const repository = "team/app";
const digest = (word: string) => Content.text(word).digest;
const manifest = (word: string): Kept => ({ kind: "manifest", repository, reference: digest(word) });
const blob = (word: string): Kept => ({ kind: "blob", repository, reference: digest(word) });
const tag = (name: string, of: string): Kept => ({ kind: "tag", repository, reference: name, digest: digest(of) });

/** What comes of removing these things, and the requests in their order, without what they have in common. */
async function removing(kept: Kept[], answer: (call: Call) => FakeAnswer) {
  const client = fakeClient((call) => (call.url === "/v2/" ? { status: 200 } : answer(call)));
  // What was asked before does not count.
  await client.send({ method: "GET", url: "/v2/" }, { scenario: "before the run", step: "root" });
  const { removed, left, requests } = await removeAll(client, kept);
  const exchanges = client.exchanges.slice(1);
  expect(requests).toBe(exchanges.length);
  return {
    removed,
    left: left.map(({ kind, reference, reason }) => `${kind} ${reference}: ${reason}`),
    asked: exchanges.map(({ request }) => `${request.method} ${request.url.replace(/^.*team\/app\//, "")}`),
  };
}

const listing = (tags: unknown, then: FakeAnswer) => (call: Call) =>
  call.method === "GET" ? { status: 200, body: JSON.stringify({ name: repository, tags }) } : then;
const accepted: FakeAnswer = { status: 202 };

describe("What a run has left", () => {
  test("is deleted manifests first and blobs last, and a tag goes with its manifest", async () => {
    const all = [blob("layer"), manifest("one"), tag("v1", "one")];
    expect(await removing(all, listing([], accepted))).toEqual({
      removed: 3,
      left: [],
      asked: [`DELETE manifests/${digest("one")}`, "GET tags/list", `DELETE blobs/${digest("layer")}`],
    });
  });

  test("is deleted by the names under which it is listed, and under no other", async () => {
    const all = [manifest("one"), tag("v1", "one"), tag("v2", "one")];
    const { asked, removed } = await removing(all, listing(["v2", "theirs"], accepted));
    expect(asked).toEqual([`DELETE manifests/${digest("one")}`, "GET tags/list", "DELETE manifests/v2"]);
    expect(removed).toBe(3);
  });

  test("may have a tag with characters that a URL does not take", async () => {
    const { asked } = await removing([tag("a%2Bb", "one")], listing(["a+b"], accepted));
    expect(asked).toEqual(["GET tags/list", "DELETE manifests/a%2Bb"]);
  });

  test.each([
    ["no list", () => ({ status: 404, body: '{"tags":[]}' })],
    ["no JSON", () => ({ status: 200, body: "tags" })],
    ["JSON without a list", () => ({ status: 200, body: '{"tags":"v1"}' })],
    ["an empty document", () => ({ status: 200, body: "null" })],
    ["nothing", () => undefined],
  ])("has its tags gone with their manifests where the registry gives %s", async (_, list) => {
    const all = [manifest("one"), tag("v1", "one"), tag("v2", "two")];
    const { asked, removed, left } = await removing(all, ({ method }) => (method === "GET" ? list() : accepted));
    expect(asked).toEqual([`DELETE manifests/${digest("one")}`, "GET tags/list", "DELETE manifests/v2"]);
    expect({ removed, left }).toEqual({ removed: 3, left: [] });
  });

  test("has no tags but those that are text in the list, whatever else is there", async () => {
    const list = [null, 7, {}, ["v1"], "\ud800", "v2"];
    const { asked } = await removing([tag("v1", "one"), tag("v2", "one")], listing(list, accepted));
    expect(asked).toEqual(["GET tags/list", "DELETE manifests/v2"]);
  });

  test("is not gone because no tag is called like it, nor a tag that is listed because its manifest is gone", async () => {
    const all = [manifest("one"), tag("v1", "one"), blob("layer")];
    const { removed, left } = await removing(all, (call) =>
      call.method === "GET" || call.url.includes("/sha256:") !== call.url.includes("/manifests/")
        ? listing(["v1"], { status: 403 })(call)
        : accepted,
    );
    expect(left).toEqual(["tag v1: DELETE answered 403", `blob ${digest("layer")}: DELETE answered 403`]);
    expect(removed).toBe(1);
  });

  test("has no tags where the list is null", async () => {
    expect((await removing([tag("v1", "one")], listing(null, accepted))).asked).toEqual(["GET tags/list"]);
  });

  test("has its tags asked for once in each repository", async () => {
    const other: Kept = { ...tag("v1", "one"), repository: "team/app/more" };
    const { asked } = await removing([tag("v1", "one"), tag("v2", "one"), other], listing([], accepted));
    expect(asked).toEqual(["GET tags/list", "GET more/tags/list"]);
  });

  test("is tried again when what held it is gone", async () => {
    let held = true;
    const { asked, removed } = await removing([manifest("one"), tag("v1", "one")], ({ method, url }) => {
      if (method === "GET") return { status: 200, body: '{"tags":["v1"]}' };
      if (url.endsWith("v1")) held = false;
      return held ? { status: 409 } : accepted;
    });
    expect(asked).toEqual([
      `DELETE manifests/${digest("one")}`,
      "GET tags/list",
      "DELETE manifests/v1",
      `DELETE manifests/${digest("one")}`,
    ]);
    expect(removed).toBe(2);
  });

  test("is not tried again when it is gone", async () => {
    const gone = [manifest("one"), manifest("two")];
    for (const status of [202, 404, 410])
      expect(await removing(gone, () => ({ status }))).toMatchObject({ removed: 2, left: [], asked: { length: 2 } });
  });

  test.each([
    ["refuses", { status: 403 }, "DELETE answered 403"],
    ["redirects", { status: 300 }, "DELETE answered 300"],
    ["fails", { status: 500 }, "DELETE answered 500"],
    ["falls silent", undefined, "the connection was cut"],
  ] satisfies [string, FakeAnswer, string][])(
    "is named with the reason where the target %s",
    async (_, answer, reason) => {
      const { removed, left, asked } = await removing([blob("one"), blob("two")], () => answer);
      expect(removed).toBe(0);
      expect(left).toEqual([`blob ${digest("one")}: ${reason}`, `blob ${digest("two")}: ${reason}`]);
      expect(asked).toHaveLength(2);
    },
  );

  test.each([405, 501])("is not tried one by one where the target says %d to the first of its kind", async (status) => {
    const others = ["one", "two"].map((word): Kept => ({ ...blob(word), repository: "team/app/more" }));
    const all = [blob("one"), blob("two"), ...others, manifest("one")];
    const { left, asked, removed } = await removing(all, ({ url }) =>
      url.includes("team/app/blobs/") ? { status } : accepted,
    );
    expect(asked).toEqual([
      `DELETE manifests/${digest("one")}`,
      `DELETE blobs/${digest("one")}`,
      `DELETE more/blobs/${digest("one")}`,
      `DELETE more/blobs/${digest("two")}`,
    ]);
    expect(left).toEqual(["one", "two"].map((word) => `blob ${digest(word)}: DELETE answered ${status}`));
    expect(removed).toBe(3);
  });
});

describe("What was pushed without an answer", () => {
  const inDoubt = (reference: string): Kept => ({ kind: "manifest", repository, reference, doubtful: true });
  const some = ["one", "two", "three"].map((word) => inDoubt(Content.text(word).digest));

  test("is deleted, and counts if it was there", async () => {
    const client = fakeClient(({ url }) => ({ status: url.endsWith(some[1]?.reference ?? "") ? 202 : 404 }));
    expect(await removeAll(client, some)).toEqual({ removed: 1, left: [], requests: 3 });
  });

  test.each([
    ["nothing", undefined, "the connection was cut"],
    ["500", { status: 500 }, "DELETE answered 500"],
  ] satisfies [string, FakeAnswer, string][])(
    "is not tried again and again where the target answers %s",
    async (_, answer, reason) => {
      const others = some.map((each): Kept => ({ ...each, repository: "team/other" }));
      const client = fakeClient(({ url }) => (url.includes("team/app") ? answer : { status: 202 }));
      const { removed, left, requests } = await removeAll(client, [...some, ...others]);
      // Once more when all others have been tried.
      expect(requests).toBe(1 + others.length);
      expect(removed).toBe(others.length);
      expect(left.map((each) => each.reason)).toEqual(some.map(() => `${reason}, if it is there at all`));
    },
  );
});
