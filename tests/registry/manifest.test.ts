import { expect, test } from "vitest";
import { bytes, codeOf, descriptorOf, digestOf, imageOf, ociIndex, ociManifest, serve } from "./peer.ts";

const config = Buffer.from("{}");
const layer = bytes(500);

test("the bytes stay as they are, however they are formatted", async () => {
  const peer = await serve();
  await peer.pushBlob(config);
  const text = `${JSON.stringify({ unknown: { a: 1 }, ...imageOf(config) }, null, "\t")}\n\n`;
  const pushed = await peer.putManifest(text, "v1");
  expect(pushed.status).toBe(201);
  expect(pushed.headers["docker-content-digest"]).toBe(digestOf(text));
  expect((await peer.get(pushed.headers.location as string)).text).toBe(text);
});

test("parameters of the Content-Type are dropped, and its case is kept", async () => {
  const peer = await serve();
  await peer.pushBlob(config);
  const type = "Application/vnd.OCI.image.manifest.v1+json";
  const { mediaType: _, ...manifest } = imageOf(config);
  expect((await peer.putManifest(manifest, "v1", "a/b", `${type}; charset=utf-8`)).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/v1")).headers["content-type"]).toBe(type);
});

test("a push by digest makes no tag, and needs the digest of the content", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage();
  expect((await peer.get("/v2/a/b/tags/list")).text).toBe('{"name":"a/b","tags":[]}');
  expect((await peer.get(`/v2/a/b/manifests/${digest}`)).text).toBe(text);
  const refused = await peer.putManifest(text, digestOf("other"));
  expect([refused.status, codeOf(refused)]).toEqual([400, "DIGEST_INVALID"]);
  const sha512 = digestOf(text, "sha512");
  expect((await peer.putManifest(text, sha512)).headers["docker-content-digest"]).toBe(sha512);
  expect((await peer.get(`/v2/a/b/manifests/${sha512}`)).text).toBe(text);
});

test("a tag moves, and the manifest that it leaves stays", async () => {
  const peer = await serve();
  const first = await peer.pushImage("v1");
  const second = await peer.pushImage("v1", "a/b", { annotations: { second: "yes" } });
  expect((await peer.putManifest(second.text, "v1")).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/v1")).text).toBe(second.text);
  expect((await peer.get(`/v2/a/b/manifests/${first.digest}`)).text).toBe(first.text);
});

test.each([
  ["{", ociManifest],
  ["not json", ociManifest],
  ["", ociManifest],
  ["[]", ociManifest],
  ["null", ociManifest],
  [JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, layers: [] }), ociManifest],
  [JSON.stringify({ ...imageOf(config), layers: {} }), ociManifest],
  [
    JSON.stringify({ ...imageOf(config), layers: [{ mediaType: "a/b", digest: "sha256:short", size: 1 }] }),
    ociManifest,
  ],
  [JSON.stringify({ ...imageOf(config), layers: [{ mediaType: "a/b", digest: digestOf(""), size: -1 }] }), ociManifest],
  [JSON.stringify(imageOf(config)), ociIndex],
  [JSON.stringify({ schemaVersion: 2 }), ""],
  [JSON.stringify({ schemaVersion: 2, mediaType: "a/b\r\nX: y" }), ""],
])("%s is no manifest of type %s", async (text, type) => {
  const peer = await serve();
  await peer.pushBlob(config);
  const refused = await peer.putManifest(text, "v1", "a/b", type);
  expect([refused.status, codeOf(refused)]).toEqual([400, "MANIFEST_INVALID"]);
  expect((await peer.get("/v2/a/b/manifests/v1")).status).toBe(404);
});

test("without a Content-Type the manifest says itself what it is", async () => {
  const peer = await serve();
  await peer.pushBlob(config);
  const { mediaType: _, ...untyped } = imageOf(config);
  for (const manifest of [imageOf(config), untyped]) {
    const pushed = await peer.call("PUT", "/v2/a/b/manifests/v1", { body: JSON.stringify(manifest) });
    expect(pushed.status).toBe(201);
    expect((await peer.get("/v2/a/b/manifests/v1")).headers["content-type"]).toBe(ociManifest);
  }
});

test("a manifest that refers to what is not there is refused, but for its subject", async () => {
  const peer = await serve();
  await peer.pushBlob(config);
  const missing = await peer.putManifest(imageOf(config, [layer]), "v1");
  expect([missing.status, codeOf(missing)]).toEqual([404, "MANIFEST_BLOB_UNKNOWN"]);
  const index = { schemaVersion: 2, mediaType: ociIndex, manifests: [descriptorOf("unknown", ociManifest)] };
  const sparse = await peer.putManifest(index, "v1", "a/b", ociIndex);
  expect([sparse.status, codeOf(sparse)]).toEqual([404, "MANIFEST_BLOB_UNKNOWN"]);
  const subject = descriptorOf("unknown", ociManifest);
  expect((await peer.putManifest({ ...imageOf(config), subject }, "v1")).status).toBe(201);
});

test("layers that stay elsewhere, and descriptors that have their content, need no blob", async () => {
  const peer = await serve();
  const foreign = {
    ...descriptorOf("x", "application/vnd.oci.image.layer.nondistributable.v1.tar"),
    urls: ["http://x"],
  };
  const embedded = { ...descriptorOf(config, "application/vnd.oci.empty.v1+json"), data: config.toString("base64") };
  const text = JSON.stringify({ ...imageOf(config), config: embedded, layers: [foreign] });
  expect((await peer.putManifest(text, "v1")).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/v1")).text).toBe(text);
});

test("an index of what is there, and a manifest of a type nobody knows", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage();
  const child = { mediaType: ociManifest, digest, size: text.length };
  const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [child] });
  expect((await peer.putManifest(index, "index", "a/b", ociIndex)).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/index")).headers["content-type"]).toBe(ociIndex);
  const type = "application/vnd.example.manifest.v9+json";
  expect((await peer.putManifest({ anything: [1] }, "odd", "a/b", type)).status).toBe(201);
  expect((await peer.get("/v2/a/b/manifests/odd")).headers["content-type"]).toBe(type);
});

test("four megabytes are accepted, and far more are not", async () => {
  const peer = await serve();
  await peer.pushBlob(config);
  const sized = (size: number) => {
    const text = JSON.stringify({ ...imageOf(config), annotations: { padding: "" } });
    return text.replace('"padding":""', `"padding":"${"x".repeat(size - text.length)}"`);
  };
  expect((await peer.putManifest(sized(4 * 1024 * 1024), "v1")).status).toBe(201);
  expect((await peer.putManifest(sized(5 * 1024 * 1024), "v2")).status).toBe(413);
  async function* coded() {
    yield Buffer.from(sized(5 * 1024 * 1024));
  }
  const headers = { "content-type": ociManifest };
  expect((await peer.call("PUT", "/v2/a/b/manifests/v2", { headers, body: coded() })).status).toBe(413);
  expect((await peer.get("/v2/a/b/tags/list")).text).toBe('{"name":"a/b","tags":["v1"]}');
});

test("a push by digest with tags in its query", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage();
  const query = Array.from({ length: 10 }, (_, i) => `tag=t${i}`).join("&");
  const pushed = await peer.putManifest(text, `${digest}?${query}`);
  expect(pushed.headers["oci-tag"]).toBe("t0, t1, t2, t3, t4, t5, t6, t7, t8, t9");
  expect((await peer.get("/v2/a/b/manifests/t9")).text).toBe(text);
  expect((await peer.putManifest(text, `${digest}?tag=good&tag=-bad`)).status).toBe(400);
  expect((await peer.get("/v2/a/b/manifests/good")).status).toBe(404);
  const many = Array.from({ length: 500 }, (_, i) => `tag=t${i}`).join("&");
  expect((await peer.putManifest(text, `${digest}?${many}`)).status).toBe(414);
  expect((await peer.putManifest(text, "v1?tag=v2")).headers["oci-tag"]).toBeUndefined();
});

test("a tag is moved only when it is where the client thinks", async () => {
  const peer = await serve();
  const { text, digest } = await peer.pushImage("v1");
  const put = (headers: Record<string, string>) =>
    peer.call("PUT", "/v2/a/b/manifests/v1", { headers: { "content-type": ociManifest, ...headers }, body: text });
  expect((await put({ "if-match": `"${digestOf("other")}"` })).status).toBe(412);
  expect((await put({ "if-none-match": "*" })).status).toBe(412);
  expect((await put({ "if-match": `"${digest}"` })).status).toBe(201);
});
