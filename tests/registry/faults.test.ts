import { expect, test } from "vitest";
import { answer } from "../../registry/answer.ts";
import { type Fault, fault } from "../../registry/fault.ts";
import { faultById, faults } from "../../registry/faults/index.ts";
import { setHeader, when, withBody, withHeader, withJson, withoutHeader, withStatus } from "../../registry/rewrite.ts";
import { wire } from "../../registry/wire.ts";
import { bytes, digestOf, serve } from "./peer.ts";

const blob = bytes(100);
const digest = digestOf(blob);
const misbehaving = (misbehaviour: Partial<Fault>) =>
  serve({ faults: [fault("test", { title: "a fault of the test", breaks: [], ...misbehaviour })] });

test("no two faults share an id, and each says what it breaks", () => {
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  for (const { id, title, breaks } of faults) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect([id, title.length > 0, breaks.length > 0]).toEqual([id, true, true]);
    expect(faultById(id)?.title).toBe(title);
  }
  expect(faultById("no-such-fault")).toBeUndefined();
});

test("a fault can answer in an operation's place", async () => {
  const peer = await misbehaving({ before: { "blob.get": () => answer(418) } });
  await peer.pushBlob(blob);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(418);
  expect((await peer.call("HEAD", `/v2/a/b/blobs/${digest}`)).status).toBe(200);
});

test("a fault can let some requests pass, and read their bodies first", async () => {
  const peer = await misbehaving({
    before: {
      "manifest.put": async ({ body }) => ((await body.whole())?.includes('"poison"') ? answer(500) : undefined),
    },
  });
  const { text } = await peer.pushImage("v1");
  expect((await peer.get("/v2/a/b/manifests/v1")).text).toBe(text);
  expect((await peer.putManifest('{"poison":1}', "v2")).status).toBe(500);
});

test("a fault can change what an operation says, its refusals included", async () => {
  const peer = await misbehaving({
    answer: {
      "blob.get": when(404, withStatus(410)),
      "tags.list": withJson(({ name }: { name: string }) => ({ name, tags: null })),
      every: withHeader("X-Every", "yes"),
    },
  });
  await peer.pushBlob(blob);
  const missing = await peer.get(`/v2/a/b/blobs/${digestOf("unknown")}`);
  expect([missing.status, missing.headers["x-every"]]).toEqual([410, "yes"]);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(200);
  expect((await peer.get("/v2/a/b/tags/list")).text).toBe('{"name":"a/b","tags":null}');
});

test("a changed body has the length that it has, unless a header says otherwise", async () => {
  const cut = withBody((content) => content.subarray(1));
  const peer = await misbehaving({ answer: { "blob.get": cut, "blob.head": withoutHeader("content-length") } });
  await peer.pushBlob(blob);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes).toEqual(blob.subarray(1));
  expect((await peer.call("HEAD", `/v2/a/b/blobs/${digest}`)).headers["content-length"]).toBeUndefined();
  const liar = await misbehaving({ answer: { "blob.get": (said) => setHeader(said, "Content-Length", "101") } });
  await liar.pushBlob(blob);
  await expect(liar.get(`/v2/a/b/blobs/${digest}`)).rejects.toThrow();
});

test("a fault can change a decision, and what it needs to show", async () => {
  const peer = await misbehaving({
    settings: { chunkMinLength: 50 },
    uploads: { verifies: async () => true, mayFollow: () => true },
  });
  const location = await peer.open();
  await peer.patch(location, blob.subarray(0, 10), 0);
  expect((await peer.patch(location, blob.subarray(10, 20), 10)).status).toBe(202);
  expect((await peer.close(location, digestOf("other"))).status).toBe(201);
  expect((await peer.get(`/v2/a/b/blobs/${digestOf("other")}`)).bytes).toEqual(blob.subarray(0, 20));
});

test("a fault can remember", async () => {
  const peer = await misbehaving({
    before: {
      root: (_, { memory }) => {
        const seen = memory.has("seen");
        memory.set("seen", true);
        return seen ? answer(500) : undefined;
      },
    },
  });
  expect((await peer.get("/v2/")).status).toBe(200);
  expect((await peer.get("/v2/")).status).toBe(500);
});

test("a fault can take the connection over", async () => {
  const peer = await misbehaving({
    raw: {
      "blob.get": (said) => wire({ ...said, headers: { "Content-Length": "5" } }, Buffer.from("short")),
      "blob.head": () => "reset",
      "tags.list": ({ status }) => (status === 404 ? "reset" : undefined),
    },
  });
  await peer.pushBlob(blob);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).text).toBe("short");
  await expect(peer.call("HEAD", `/v2/a/b/blobs/${digest}`)).rejects.toThrow();
  await expect(peer.get("/v2/unknown/tags/list")).rejects.toThrow();
  expect((await peer.get("/v2/a/b/tags/list")).status).toBe(200);
});

test("a body cut short can be taken for a whole one", async () => {
  const peer = await misbehaving({ uploads: { keepsShortBody: () => true, verifies: async () => true } });
  const location = await peer.open();
  async function* breaking() {
    yield blob.subarray(0, 50);
    throw new Error("the client dies");
  }
  await expect(peer.call("PUT", `${location}?digest=${digest}`, { body: breaking() })).rejects.toThrow();
  await expect.poll(async () => (await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(200);
});

test("of two faults that change the same decision the later one wins", async () => {
  const first = fault("first", { title: "first", breaks: [], names: { accepts: () => false } });
  const second = fault("second", { title: "second", breaks: [], names: { accepts: () => true } });
  const peer = await serve({ faults: [first, second] });
  expect((await peer.call("POST", "/v2/UPPER/blobs/uploads/")).status).toBe(202);
});
