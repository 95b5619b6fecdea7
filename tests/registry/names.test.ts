import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, serve } from "./peer.ts";

test.each([
  "a",
  "a0/b1",
  "a.b",
  "a_b",
  "a__b",
  "a-b",
  "a---b",
  `a/${"b".repeat(240)}`,
  "blobs/uploads",
  "tags/list/manifests",
])("%s is a repository name", async (name) => {
  const peer = await serve();
  const digest = await peer.pushBlob(bytes(10), name);
  expect((await peer.get(`/v2/${name}/blobs/${digest}`)).status).toBe(200);
  await peer.pushImage("v1", name);
  expect((await peer.get(`/v2/${name}/tags/list`)).text).toBe(JSON.stringify({ name, tags: ["v1"] }));
});

test.each([
  "A",
  "a//b",
  "a/../b",
  "a/%2e%2e/b",
  "a/./b",
  "a%2Fb",
  "-a",
  "a-",
  "a___b",
  "a..b",
  "%00",
  "a b".replace(" ", "%20"),
  "%zz",
])("%s is no repository name", async (name) => {
  const peer = await serve();
  for (const [method, path] of [
    ["POST", "blobs/uploads/"],
    ["GET", "tags/list"],
    ["PUT", "manifests/v1"],
  ] as const) {
    const got = await peer.call(method, `/v2/${name}/${path}`);
    expect([got.status, codeOf(got)]).toEqual([400, "NAME_INVALID"]);
  }
});

test.each([".leading", "-leading", "a+b", "a%2Bb", "sha256:short", `sha256:${"G".repeat(64)}`, "a".repeat(129)])(
  "%s is neither tag nor digest",
  async (reference) => {
    const peer = await serve();
    const { text } = await peer.pushImage("v1");
    for (const method of ["GET", "DELETE"])
      expect((await peer.call(method, `/v2/a/b/manifests/${reference}`)).status).toBe(400);
    expect((await peer.putManifest(text, reference)).status).toBe(400);
  },
);

test.each(["a".repeat(128), "_leading", "A.b-c_D", "sha256-abc"])("%s is a tag", async (tag) => {
  const peer = await serve();
  const { text } = await peer.pushImage(tag);
  expect((await peer.get(`/v2/a/b/manifests/${tag}`)).text).toBe(text);
});

test("the root answers with and without its slash, and other paths do not", async () => {
  const peer = await serve();
  for (const path of ["/v2/", "/v2"]) {
    expect((await peer.get(path)).status).toBe(200);
    expect((await peer.call("HEAD", path)).status).toBe(200);
  }
  for (const path of ["/v1/", "/v2/a", "/v2/a/b/c", "/v2/../v2/", "/v2/blobs/x", "/v2/a/manifests", "/token"])
    expect([path, (await peer.get(path)).status]).toEqual([path, 404]);
});

test.each([
  ["POST", "/v2/", "GET, HEAD"],
  ["PATCH", "/v2/a/b/manifests/v1", "GET, HEAD, PUT, DELETE"],
  ["POST", "/v2/a/b/tags/list", "GET, HEAD"],
  ["GET", "/v2/a/b/blobs/uploads/", "POST"],
  ["PUT", `/v2/a/b/blobs/${digestOf("x")}`, "GET, HEAD, DELETE"],
  ["POST", "/v2/a/b/blobs/uploads/some-session", "GET, PATCH, PUT, DELETE"],
  ["DELETE", `/v2/a/b/referrers/${digestOf("x")}`, "GET, HEAD"],
])("%s %s answers 405 and says what goes", async (method, path, allow) => {
  const peer = await serve();
  const got = await peer.call(method, path);
  expect(got.status).toBe(405);
  expect(got.headers.allow).toBe(allow);
  expect(codeOf(got)).toBe("UNSUPPORTED");
});
