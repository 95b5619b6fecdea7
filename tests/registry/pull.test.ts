import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, ociManifest, serve } from "./peer.ts";

const blob = bytes(2000);

test("a blob comes with its digest, length and ranges", async () => {
  const peer = await serve();
  const digest = await peer.pushBlob(blob);
  const got = await peer.get(`/v2/a/b/blobs/${digest}`);
  expect(got.status).toBe(200);
  expect(got.bytes).toEqual(blob);
  expect(got.headers).toMatchObject({
    "content-length": "2000",
    "docker-content-digest": digest,
    "accept-ranges": "bytes",
  });
  const head = await peer.call("HEAD", `/v2/a/b/blobs/${digest}`);
  expect(head.bytes).toHaveLength(0);
  for (const header of ["content-length", "docker-content-digest", "content-type", "etag"])
    expect(head.headers[header]).toBe(got.headers[header]);
});

test.each([
  ["bytes=0-9", 206, blob.subarray(0, 10), "bytes 0-9/2000"],
  ["bytes=1990-", 206, blob.subarray(1990), "bytes 1990-1999/2000"],
  ["bytes=-10", 206, blob.subarray(1990), "bytes 1990-1999/2000"],
  ["bytes=-5000", 206, blob, "bytes 0-1999/2000"],
  ["bytes=1999-9999", 206, blob.subarray(1999), "bytes 1999-1999/2000"],
  ["bytes=2000-", 416, Buffer.alloc(0), "bytes */2000"],
  ["bytes=-0", 416, Buffer.alloc(0), "bytes */2000"],
  ["bytes=9-0", 200, blob, undefined],
  ["bytes=a-b", 200, blob, undefined],
  ["lines=0-9", 200, blob, undefined],
  ["bytes=5000-6000, 0-0", 206, blob.subarray(0, 1), "bytes 0-0/2000"],
])("Range: %s answers %i", async (range, status, body, contentRange) => {
  const peer = await serve();
  const digest = await peer.pushBlob(blob);
  const got = await peer.get(`/v2/a/b/blobs/${digest}`, { range });
  expect(got.status).toBe(status);
  expect(got.bytes).toEqual(body);
  expect(got.headers["content-range"]).toBe(contentRange);
});

test("several ranges come as parts of one answer", async () => {
  const peer = await serve();
  const digest = await peer.pushBlob(Buffer.from("0123456789"));
  const { status, headers, text } = await peer.get(`/v2/a/b/blobs/${digest}`, { range: "bytes=0-1,5-6" });
  const [, boundary] = /^multipart\/byteranges; boundary=(.+)$/.exec(`${headers["content-type"]}`) ?? [];
  const type = "Content-Type: application/octet-stream";
  expect(status).toBe(206);
  expect(text).toBe(
    `\r\n--${boundary}\r\n${type}\r\nContent-Range: bytes 0-1/10\r\n\r\n01` +
      `\r\n--${boundary}\r\n${type}\r\nContent-Range: bytes 5-6/10\r\n\r\n56\r\n--${boundary}--\r\n`,
  );
});

test("Range means nothing in a HEAD, nor when If-Range names other content", async () => {
  const peer = await serve();
  const digest = await peer.pushBlob(blob);
  const path = `/v2/a/b/blobs/${digest}`;
  expect((await peer.call("HEAD", path, { headers: { range: "bytes=0-9" } })).status).toBe(200);
  expect((await peer.get(path, { range: "bytes=0-9", "if-range": `"${digest}"` })).status).toBe(206);
  expect((await peer.get(path, { range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
});

test("the empty blob can be pulled, but no range of it", async () => {
  const peer = await serve();
  const digest = await peer.pushBlob(Buffer.alloc(0));
  expect(await peer.get(`/v2/a/b/blobs/${digest}`)).toMatchObject({ status: 200, text: "" });
  expect((await peer.get(`/v2/a/b/blobs/${digest}`, { range: "bytes=0-" })).status).toBe(416);
});

test("a manifest comes by tag and digest as it was pushed, whatever the client accepts", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage("v1");
  for (const reference of ["v1", digest, digest.replace(":", "%3A")]) {
    const got = await peer.get(`/v2/a/b/manifests/${reference}`, { accept: "text/plain" });
    expect(got).toMatchObject({ status: 200, text });
    expect(got.headers).toMatchObject({ "content-type": ociManifest, "docker-content-digest": digest });
  }
  const head = await peer.call("HEAD", "/v2/a/b/manifests/v1");
  expect(head.headers["content-length"]).toBe(`${text.length}`);
});

test("what the client has already answers 304", async () => {
  const peer = await serve();
  const { digest } = await peer.pushImage("v1");
  const headers = { "if-none-match": `W/"x", "${digest}"` };
  expect(await peer.get("/v2/a/b/manifests/v1", headers)).toMatchObject({ status: 304, text: "" });
  const blobDigest = await peer.pushBlob(blob);
  expect((await peer.get(`/v2/a/b/blobs/${blobDigest}`, { "if-none-match": `"${blobDigest}"` })).status).toBe(304);
});

test("what is not there answers 404 with the right code", async () => {
  const peer = await serve();
  const { digest } = await peer.pushImage("v1");
  const unknown = digestOf("unknown");
  const cases = [
    [`/v2/a/b/blobs/${unknown}`, "BLOB_UNKNOWN"],
    [`/v2/a/b/blobs/sha999:abc`, "BLOB_UNKNOWN"],
    ["/v2/a/b/manifests/v2", "MANIFEST_UNKNOWN"],
    [`/v2/a/b/manifests/${unknown}`, "MANIFEST_UNKNOWN"],
    [`/v2/x/blobs/${unknown}`, "NAME_UNKNOWN"],
    [`/v2/x/manifests/${digest}`, "NAME_UNKNOWN"],
    ["/v2/x/tags/list", "NAME_UNKNOWN"],
  ];
  for (const [path = "", code] of cases) {
    const got = await peer.get(path);
    expect([path, got.status, codeOf(got)]).toEqual([path, 404, code]);
    expect(await peer.call("HEAD", path)).toMatchObject({ status: 404, text: "" });
  }
});

test("content is visible in the repository that it was pushed to, and in no other", async () => {
  const peer = await serve();
  const { digest } = await peer.pushImage("v1");
  const blobDigest = await peer.pushBlob(blob);
  await peer.open("other");
  expect((await peer.get(`/v2/other/blobs/${blobDigest}`)).status).toBe(404);
  expect((await peer.get(`/v2/other/manifests/${digest}`)).status).toBe(404);
});
