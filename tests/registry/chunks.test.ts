import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, serve } from "./peer.ts";

const blob = bytes(3000);
const digest = digestOf(blob);
const [head, middle, tail] = [blob.subarray(0, 1000), blob.subarray(1000, 2000), blob.subarray(2000)];

test("chunks in order, the last one by PATCH", async () => {
  const peer = await serve();
  const location = await peer.open();
  const first = await peer.patch(location, head, 0);
  expect([first.status, first.headers.range]).toEqual([202, "0-999"]);
  const second = await peer.patch(first.headers.location as string, middle, 1000);
  expect([second.status, second.headers.range]).toEqual([202, "0-1999"]);
  const third = await peer.patch(second.headers.location as string, tail, 2000);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(404);
  expect((await peer.close(third.headers.location as string, digest)).status).toBe(201);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes).toEqual(blob);
});

test.each([
  ["with a Content-Range", { "Content-Range": "2000-2999" }],
  ["without a Content-Range", {}],
])("the last chunk in the closing PUT, %s", async (_, headers) => {
  const peer = await serve();
  const location = await peer.open();
  await peer.patch(location, head, 0);
  await peer.patch(location, middle, 1000);
  expect((await peer.close(location, digest, tail, headers)).status).toBe(201);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).bytes).toEqual(blob);
});

test("a streamed PATCH needs no Content-Range", async () => {
  const peer = await serve();
  const location = await peer.open();
  const streamed = await peer.patch(location, blob);
  expect([streamed.status, streamed.headers.range]).toEqual([202, "0-2999"]);
  expect((await peer.close(location, digest)).status).toBe(201);
});

test("a chunk out of order answers 416 and changes nothing", async () => {
  const peer = await serve();
  const location = await peer.open();
  expect((await peer.patch(location, middle, 1000)).status).toBe(416);
  await peer.patch(location, head, 0);
  for (const refused of [
    await peer.patch(location, tail, 2000),
    await peer.patch(location, head, 0),
    await peer.patch(location, blob.subarray(500, 1500), 500),
    await peer.close(location, digest, tail, { "Content-Range": "2000-2999" }),
  ]) {
    expect([refused.status, codeOf(refused)]).toEqual([416, "BLOB_UPLOAD_INVALID"]);
  }
  const status = await peer.get(location);
  expect([status.status, status.headers.range, status.text]).toEqual([204, "0-999", ""]);
  await peer.patch(status.headers.location as string, middle, 1000);
  expect((await peer.close(location, digest, tail, { "Content-Range": "2000-2999" })).status).toBe(201);
});

test.each(["abc", "5", "10-5", "0-", "bytes 0-999/*", "bytes=0-999"])(
  "Content-Range: %s is malformed",
  async (range) => {
    const peer = await serve();
    const location = await peer.open();
    const headers = { "Content-Range": range };
    const refused = await peer.call("PATCH", location, { headers, body: head });
    expect([refused.status, codeOf(refused)]).toEqual([400, "BLOB_UPLOAD_INVALID"]);
    expect((await peer.close(location, digest, blob)).status).toBe(201);
  },
);

test("a chunk of another length than its Content-Range says is refused", async () => {
  const peer = await serve();
  const location = await peer.open();
  async function* coded() {
    yield head;
  }
  const headers = { "Content-Range": "0-499" };
  for (const body of [head, coded()]) {
    const refused = await peer.call("PATCH", location, { headers, body });
    expect([refused.status, codeOf(refused)]).toEqual([400, "SIZE_INVALID"]);
  }
  expect((await peer.close(location, digest, blob)).status).toBe(201);
});

test("a session that has nothing yet has a status", async () => {
  const peer = await serve();
  const location = await peer.open();
  const { status, headers } = await peer.get(location);
  expect([status, headers.location, headers.range]).toEqual([204, location, "0-0"]);
});

test("a minimum is announced, and held against the chunk that follows a shorter one", async () => {
  const peer = await serve({ settings: { chunkMinLength: 500 } });
  const opened = await peer.call("POST", "/v2/a/b/blobs/uploads/");
  expect(opened.headers["oci-chunk-min-length"]).toBe("500");
  const location = opened.headers.location as string;
  expect((await peer.patch(location, blob.subarray(0, 500), 0)).status).toBe(202);
  expect((await peer.patch(location, blob.subarray(500, 900), 500)).status).toBe(202);
  const refused = await peer.patch(location, blob.subarray(900, 2000), 900);
  expect([refused.status, codeOf(refused)]).toEqual([416, "BLOB_UPLOAD_INVALID"]);
  expect((await peer.close(location, digestOf(blob.subarray(0, 900)))).status).toBe(201);
});

test("two chunks for the same place at the same time: one is taken", async () => {
  const peer = await serve();
  const location = await peer.open();
  const answers = await Promise.all([peer.patch(location, head, 0), peer.patch(location, head, 0)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 416]);
});
