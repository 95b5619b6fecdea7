import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, serve } from "./peer.ts";

test("a tag goes, its manifest and the other tags stay", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage("v1");
  await peer.putManifest(text, "v2");
  expect((await peer.call("DELETE", "/v2/a/b/manifests/v1")).status).toBe(202);
  expect((await peer.get("/v2/a/b/manifests/v1")).status).toBe(404);
  expect((await peer.get("/v2/a/b/manifests/v2")).text).toBe(text);
  expect((await peer.get(`/v2/a/b/manifests/${digest}`)).text).toBe(text);
  expect((await peer.get("/v2/a/b/tags/list")).text).toBe('{"name":"a/b","tags":["v2"]}');
});

test("a manifest goes with its tags, in this repository only, and can come back", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage("v1");
  await peer.pushImage("v1", "other");
  expect((await peer.call("DELETE", `/v2/a/b/manifests/${digest}`)).status).toBe(202);
  for (const reference of ["v1", digest]) expect((await peer.get(`/v2/a/b/manifests/${reference}`)).status).toBe(404);
  expect((await peer.get("/v2/a/b/tags/list")).text).toBe('{"name":"a/b","tags":[]}');
  expect((await peer.get("/v2/other/manifests/v1")).text).toBe(text);
  expect((await peer.putManifest(text, "v1")).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/v1")).text).toBe(text);
});

test("a blob goes, and can come back", async () => {
  const peer = await serve();
  const blob = bytes(2_000_000);
  const digest = await peer.pushBlob(blob);
  expect((await peer.call("DELETE", `/v2/a/b/blobs/${digest}`)).status).toBe(202);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(404);
  await peer.pushBlob(blob);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes.equals(blob)).toBe(true);
});

test("what is not there cannot be deleted", async () => {
  const peer = await serve();
  await peer.open();
  const unknown = digestOf("unknown");
  for (const [path, status, code] of [
    ["/v2/a/b/manifests/v1", 404, "MANIFEST_UNKNOWN"],
    [`/v2/a/b/manifests/${unknown}`, 404, "MANIFEST_UNKNOWN"],
    [`/v2/a/b/blobs/${unknown}`, 404, "BLOB_UNKNOWN"],
    ["/v2/x/manifests/v1", 404, "NAME_UNKNOWN"],
    [`/v2/x/blobs/${unknown}`, 404, "NAME_UNKNOWN"],
    ["/v2/a/b/manifests/sha256:short", 400, "DIGEST_INVALID"],
    ["/v2/a/b/blobs/sha256:short", 400, "DIGEST_INVALID"],
  ] as const) {
    const got = await peer.call("DELETE", path);
    expect([path, got.status, codeOf(got)]).toEqual([path, status, code]);
  }
});

test.each([
  ["tags", "manifests/v1", "GET, HEAD, PUT"],
  ["manifests", "manifests/DIGEST", "GET, HEAD, PUT"],
  ["blobs", `blobs/${digestOf("{}")}`, "GET, HEAD"],
])("deletion of %s can be switched off", async (kind, path, allow) => {
  const deletion = { tags: true, manifests: true, blobs: true, [kind]: false };
  const peer = await serve({ settings: { deletion } });
  const { digest } = await peer.pushImage("v1");
  const target = `/v2/a/b/${path.replace("DIGEST", digest)}`;
  const refused = await peer.call("DELETE", target);
  expect([refused.status, refused.headers.allow, codeOf(refused)]).toEqual([405, allow, "UNSUPPORTED"]);
  expect((await peer.get(target)).status).toBe(200);
});
