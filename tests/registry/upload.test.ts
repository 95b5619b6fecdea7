import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, serve, withQuery } from "./peer.ts";

const blob = bytes(3000);
const digest = digestOf(blob);

test("POST then PUT", async () => {
  const peer = await serve();
  const opened = await peer.call("POST", "/v2/a/b/blobs/uploads/");
  expect(opened.status).toBe(202);
  const closed = await peer.close(opened.headers.location as string, digest, blob);
  expect(closed.status).toBe(201);
  expect(closed.headers["docker-content-digest"]).toBe(digest);
  expect((await peer.get(closed.headers.location as string)).bytes).toEqual(blob);
});

test("no two sessions have the same Location, nor mix their bytes", async () => {
  const peer = await serve();
  const [one, two] = [await peer.open(), await peer.open()];
  expect(one).not.toBe(two);
  await peer.patch(one, blob.subarray(0, 1000));
  await peer.patch(two, Buffer.from("two"));
  expect((await peer.close(one, digest, blob.subarray(1000))).status).toBe(201);
  expect((await peer.close(two, digestOf("two"))).status).toBe(201);
});

test.each(["sha256", "sha512"])("a %s digest, its colon encoded or not", async (algorithm) => {
  const peer = await serve();
  const wanted = digestOf(blob, algorithm);
  for (const form of [wanted, wanted.replace(":", "%3A"), wanted.replace(":", "%3a")]) {
    const closed = await peer.close(await peer.open("a/b", `?digest-algorithm=${algorithm}`), form, blob);
    expect(closed.headers["docker-content-digest"]).toBe(wanted);
    expect((await peer.get(`/v2/a/b/blobs/${wanted}`)).bytes).toEqual(blob);
  }
});

test("sha512 need not be announced", async () => {
  const peer = await serve();
  expect((await peer.close(await peer.open(), digestOf(blob, "sha512"), blob)).status).toBe(201);
});

test.each([
  ["no digest", ""],
  ["an empty digest", "digest="],
  ["a malformed digest", "digest=sha256:zz"],
  ["upper-case hexadecimal", `digest=sha256:${digest.slice(7).toUpperCase()}`],
  ["an unknown algorithm", "digest=md5:d41d8cd98f00b204e9800998ecf8427e"],
  ["another content's digest", `digest=${digestOf("other")}`],
])("closing with %s answers 400, stores nothing and leaves the session as it was", async (_, query) => {
  const peer = await serve();
  const location = await peer.open();
  await peer.patch(location, blob.subarray(0, 1000), 0);
  const refused = await peer.call("PUT", withQuery(location, query), { body: blob.subarray(1000) });
  expect([refused.status, codeOf(refused)]).toEqual([400, "DIGEST_INVALID"]);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(404);
  expect((await peer.get(`/v2/a/b/blobs/${digestOf("other")}`)).status).toBe(404);
  expect((await peer.get(location)).headers.range).toBe("0-999");
  expect((await peer.close(location, digest, blob.subarray(1000))).status).toBe(201);
});

test("a session that was closed, cancelled, or never opened is unknown", async () => {
  const peer = await serve();
  const closed = await peer.open();
  await peer.close(closed, digest, blob);
  const cancelled = await peer.open();
  expect(await peer.call("DELETE", cancelled)).toMatchObject({ status: 204, text: "" });
  const elsewhere = (await peer.open()).replace("/a/b/", "/other/");
  for (const location of [closed, cancelled, elsewhere, `${closed}0`]) {
    for (const got of [
      await peer.get(location),
      await peer.patch(location, blob),
      await peer.close(location, digest, blob),
      await peer.call("DELETE", location),
    ]) {
      expect([got.status, codeOf(got)]).toEqual([404, "BLOB_UPLOAD_UNKNOWN"]);
    }
  }
});

test("a blob that is there already can be uploaded again, also at the same time", async () => {
  const peer = await serve();
  const locations = await Promise.all([1, 2, 3, 4].map(() => peer.open()));
  const answers = await Promise.all(locations.map((location) => peer.close(location, digest, blob)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes).toEqual(blob);
});

test("a session that is closed and cancelled at the same time is one of the two", async () => {
  const peer = await serve();
  const large = bytes(2_000_000);
  const location = await peer.open();
  await peer.patch(location, large);
  const [closed, cancelled] = await Promise.all([peer.close(location, digestOf(large)), peer.call("DELETE", location)]);
  const got = await peer.get(`/v2/a/b/blobs/${digestOf(large)}`);
  if (closed.status === 201) {
    expect(cancelled.status).toBe(404);
    expect(got.bytes.equals(large)).toBe(true);
  } else {
    expect([closed.status, cancelled.status, got.status]).toEqual([404, 204, 404]);
  }
});

test("a single POST", async () => {
  const peer = await serve();
  const created = await peer.call("POST", `/v2/a/b/blobs/uploads/?digest=${digest}`, { body: blob });
  expect(created.status).toBe(201);
  expect((await peer.get(created.headers.location as string)).bytes).toEqual(blob);
  const empty = await peer.call("POST", `/v2/a/b/blobs/uploads/?digest=${digestOf("")}`);
  expect(empty.status).toBe(201);
});

test("a single POST of other content is refused and stores nothing", async () => {
  const peer = await serve();
  const refused = await peer.call("POST", `/v2/a/b/blobs/uploads/?digest=${digest}`, { body: bytes(10) });
  expect([refused.status, codeOf(refused)]).toEqual([400, "DIGEST_INVALID"]);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(404);
});

test("any Content-Type, and chunked transfer coding", async () => {
  const peer = await serve();
  async function* pieces() {
    yield blob.subarray(0, 10);
    yield blob.subarray(10);
  }
  const location = withQuery(await peer.open(), `digest=${digest}`);
  const headers = { "content-type": "application/x-anything" };
  expect((await peer.call("PUT", location, { body: pieces(), headers })).status).toBe(201);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes).toEqual(blob);
});

test("an unknown digest-algorithm is refused", async () => {
  const peer = await serve();
  const got = await peer.call("POST", "/v2/a/b/blobs/uploads/?digest-algorithm=nope");
  expect([got.status, codeOf(got)]).toEqual([400, "DIGEST_INVALID"]);
});

test("a blob larger than what is kept in memory", async () => {
  const peer = await serve();
  const large = bytes(5 * 1024 * 1024);
  const location = await peer.open();
  await peer.patch(location, large.subarray(0, 1_000_000), 0);
  await peer.patch(location, large.subarray(1_000_000, 3_000_000), 1_000_000);
  expect((await peer.close(location, digestOf("other"), large.subarray(3_000_000))).status).toBe(400);
  expect((await peer.close(location, digestOf(large, "sha512"), large.subarray(3_000_000))).status).toBe(201);
  const got = await peer.get(`/v2/a/b/blobs/${digestOf(large, "sha512")}`);
  expect(got.bytes.equals(large)).toBe(true);
  const part = await peer.get(`/v2/a/b/blobs/${digestOf(large, "sha512")}`, { range: "bytes=4000000-4000009" });
  expect(part.bytes).toEqual(large.subarray(4_000_000, 4_000_010));
});
