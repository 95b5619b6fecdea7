import { expect, test } from "vitest";
import { bytes, codeOf, digestOf, type Peer, serve } from "./peer.ts";

const blob = bytes(100);
const digest = digestOf(blob);
const mount = (peer: Peer, query: string, name = "target") =>
  peer.call("POST", `/v2/${name}/blobs/uploads/?mount=${query}`);

test.each([`${digest}&from=source`, digest, digest.replace(":", "%3A")])("mounting ?mount=%s", async (query) => {
  const peer = await serve();
  await peer.pushBlob(blob, "source");
  const mounted = await mount(peer, query);
  expect([mounted.status, mounted.headers["docker-content-digest"]]).toEqual([201, digest]);
  expect((await peer.get(mounted.headers.location as string)).bytes).toEqual(blob);
  expect((await peer.get(`/v2/target/blobs/${digest}`)).bytes).toEqual(blob);
});

test.each([
  `${digestOf("unknown")}&from=source`,
  digestOf("unknown"),
  `${digest}&from=unknown`,
  `${digest}&from=UPPER`,
])("what cannot be mounted opens a session: ?mount=%s", async (query) => {
  const peer = await serve();
  await peer.pushBlob(blob, "source");
  const opened = await mount(peer, query);
  expect(opened.status).toBe(202);
  expect((await peer.get(`/v2/target/blobs/${digest}`)).status).toBe(404);
  expect((await peer.close(opened.headers.location as string, digest, blob)).status).toBe(201);
});

test("a malformed digest is refused", async () => {
  const peer = await serve();
  const refused = await mount(peer, "sha256:zz&from=source");
  expect([refused.status, codeOf(refused)]).toEqual([400, "DIGEST_INVALID"]);
});

test("mounting within a repository changes nothing", async () => {
  const peer = await serve();
  await peer.pushBlob(blob, "source");
  expect((await mount(peer, `${digest}&from=source`, "source")).status).toBe(201);
  expect((await peer.get(`/v2/source/blobs/${digest}`)).bytes).toEqual(blob);
});

test("a mounted blob stays when its source is deleted", async () => {
  const peer = await serve();
  await peer.pushBlob(blob, "source");
  await mount(peer, `${digest}&from=source`);
  expect((await peer.call("DELETE", `/v2/source/blobs/${digest}`)).status).toBe(202);
  expect((await peer.get(`/v2/source/blobs/${digest}`)).status).toBe(404);
  expect((await peer.get(`/v2/target/blobs/${digest}`)).bytes).toEqual(blob);
});
