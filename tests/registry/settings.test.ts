import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bytes, codeOf, digestOf, serve, withQuery } from "./peer.ts";

const blob = bytes(3000);
const digest = digestOf(blob);

test("absolute Locations are on the host that the client asked", async () => {
  const peer = await serve({ settings: { locations: "absolute" } });
  const location = await peer.open();
  expect(location).toMatch(new RegExp(`^${peer.registry.url}/v2/a/b/blobs/uploads/`));
  expect((await peer.close(location, digest, blob)).headers.location).toBe(
    `${peer.registry.url}/v2/a/b/blobs/${digest}`,
  );
  const { headers } = await peer.call("POST", "/v2/a/b/blobs/uploads/", { headers: { host: "front.example" } });
  expect(headers.location).toMatch(/^http:\/\/front\.example\/v2\//);
});

test("a critical query belongs to the session", async () => {
  const peer = await serve({ settings: { criticalQuery: true } });
  const location = await peer.open();
  expect(location).toMatch(/\?_state=.+/);
  const bare = location.slice(0, location.indexOf("?"));
  expect((await peer.patch(bare, blob, 0)).status).toBe(404);
  expect((await peer.close(`${bare}?_state=other`, digest, blob)).status).toBe(404);
  expect((await peer.patch(location, blob, 0)).headers.location).toBe(location);
  expect((await peer.close(location, digest)).status).toBe(201);
});

test("blobs can be on another host, which has nothing else and asks nobody who they are", async () => {
  const peer = await serve({ settings: { blobRedirect: true } });
  await peer.pushBlob(blob);
  const redirected = await peer.get(`/v2/a/b/blobs/${digest}`);
  const location = redirected.headers.location as string;
  expect(redirected.status).toBe(307);
  expect(new URL(location).host).not.toBe(new URL(peer.registry.url).host);
  expect((await peer.get(location)).bytes).toEqual(blob);
  expect((await peer.call("HEAD", location)).headers["content-length"]).toBe("3000");
  expect((await peer.get(location, { range: "bytes=0-9" })).bytes).toEqual(blob.subarray(0, 10));
  expect((await peer.get(location.replace("signature=", "signature=x"))).status).toBe(404);
  const { origin } = new URL(location);
  for (const path of ["/v2/", "/v2/a/b/tags/list", `/v2/a/b/blobs/${digest}`])
    expect((await peer.get(origin + path)).status).toBe(404);
  expect((await peer.get(`/v2/a/b/blobs/${digestOf("unknown")}`)).status).toBe(404);
});

test("uploads can go to another host", async () => {
  const peer = await serve({ settings: { offsiteUploads: true, authentication: "basic" } });
  const authorization = `Basic ${Buffer.from("conformance:conformance-secret").toString("base64")}`;
  const { headers } = await peer.call("POST", "/v2/a/b/blobs/uploads/", { headers: { authorization } });
  const location = headers.location as string;
  expect(new URL(location).host).not.toBe(new URL(peer.registry.url).host);
  const patched = await peer.patch(location, blob.subarray(0, 1000), 0);
  expect([patched.status, patched.headers.location]).toEqual([202, location]);
  const closed = await peer.close(location, digest, blob.subarray(1000));
  expect(closed.headers.location).toBe(`${peer.registry.url}/v2/a/b/blobs/${digest}`);
  expect((await peer.get(closed.headers.location as string, { authorization })).bytes).toEqual(blob);
});

test("without single POST such a request opens a session", async () => {
  const peer = await serve({ settings: { singlePost: false } });
  const opened = await peer.call("POST", `/v2/a/b/blobs/uploads/?digest=${digest}`, { body: blob });
  expect(opened.status).toBe(202);
  expect((await peer.close(opened.headers.location as string, digest, blob)).status).toBe(201);
});

test("mounting can be switched off, or left to those who name the source", async () => {
  const peer = await serve({ settings: { mount: false } });
  await peer.pushBlob(blob);
  const mount = `/v2/c/blobs/uploads/?mount=${digest}`;
  expect((await peer.call("POST", `${mount}&from=a/b`)).status).toBe(202);
  const named = await serve({ settings: { anonymousMount: false } });
  await named.pushBlob(blob);
  expect((await named.call("POST", mount)).status).toBe(202);
  expect((await named.call("POST", `${mount}&from=a/b`)).status).toBe(201);
});

test("without sha512 its digests are refused in a push, and unknown in a pull", async () => {
  const peer = await serve({ settings: { sha512: false } });
  const sha512 = digestOf(blob, "sha512");
  expect((await peer.call("POST", "/v2/a/b/blobs/uploads/?digest-algorithm=sha512")).status).toBe(400);
  expect((await peer.close(await peer.open(), sha512, blob)).status).toBe(400);
  expect((await peer.get(`/v2/a/b/blobs/${sha512}`)).status).toBe(404);
});

test("without tag parameters they are left alone", async () => {
  const peer = await serve({ settings: { tagParameters: false } });
  const { text, digest } = await peer.pushImage();
  const pushed = await peer.putManifest(text, `${digest}?tag=v1`);
  expect([pushed.status, pushed.headers["oci-tag"]]).toEqual([201, undefined]);
  expect((await peer.get("/v2/a/b/manifests/v1")).status).toBe(404);
});

test("without cancelling, sessions go on", async () => {
  const peer = await serve({ settings: { uploadCancel: false } });
  const location = await peer.open();
  const refused = await peer.call("DELETE", location);
  expect([refused.status, refused.headers.allow]).toEqual([405, "GET, PATCH, PUT"]);
  expect((await peer.close(location, digest, blob)).status).toBe(201);
});

test("a session that nobody goes on with is forgotten", async () => {
  const peer = await serve({ settings: { uploadLifetime: 0 } });
  const location = await peer.open();
  expect((await peer.get(location)).status).toBe(404);
  expect((await peer.close(location, digest, blob)).status).toBe(404);
});

test("a read-only registry refuses every write", async () => {
  const peer = await serve({ settings: { readOnly: true } });
  for (const [method, path] of [
    ["POST", "/v2/a/b/blobs/uploads/"],
    ["PUT", "/v2/a/b/manifests/v1"],
    ["DELETE", "/v2/a/b/manifests/v1"],
    ["DELETE", `/v2/a/b/blobs/${digest}`],
  ] as const) {
    const refused = await peer.call(method, path);
    expect([refused.status, refused.headers.allow, codeOf(refused)]).toEqual([405, "GET, HEAD", "UNSUPPORTED"]);
  }
  expect((await peer.get("/v2/")).status).toBe(200);
});

test("without ranges and entity tags neither is spoken of", async () => {
  const peer = await serve({ settings: { ranges: false, etag: false } });
  await peer.pushBlob(blob);
  const got = await peer.get(`/v2/a/b/blobs/${digest}`, { range: "bytes=0-9", "if-none-match": `"${digest}"` });
  expect(got.status).toBe(200);
  expect(got.bytes).toEqual(blob);
  expect(got.headers["accept-ranges"] ?? got.headers.etag).toBeUndefined();
});

test("without a look at references a sparse image is taken", async () => {
  const peer = await serve({ settings: { checkReferences: false } });
  const missing = { mediaType: "a/b", digest: digestOf("missing"), size: 7 };
  expect((await peer.putManifest({ schemaVersion: 2, config: missing, layers: [] }, "v1")).status).toBe(201);
});

test("large blobs go to the given directory, and are gone at the end", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "registry-test-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const peer = await serve({ dataDir });
  const large = bytes(9_000_000);
  await peer.pushBlob(large, "one");
  await peer.pushBlob(large, "two");
  await peer.patch(await peer.open(), large);
  const [directory = ""] = await readdir(dataDir);
  expect(await readdir(join(dataDir, directory))).toHaveLength(2);
  await peer.call("DELETE", `/v2/one/blobs/${digestOf(large)}`);
  await peer.call("DELETE", `/v2/two/blobs/${digestOf(large)}`);
  expect(await readdir(join(dataDir, directory))).toHaveLength(1);
  await peer.registry.close();
  expect(await readdir(dataDir)).toEqual([]);
});

test("a single POST with a query that is not its own", async () => {
  const peer = await serve();
  const location = withQuery(await peer.open(), "ns=docker.io");
  expect((await peer.close(location, digest, blob)).status).toBe(201);
  expect((await peer.get(`/v2/a/b/blobs/${digest}?ns=docker.io&x=%zz`)).status).toBe(200);
});
