import { expect, test } from "vitest";
import { codeOf, digestOf, imageOf, ociIndex, ociManifest, type Peer, serve } from "./peer.ts";

const subject = { mediaType: ociManifest, digest: digestOf("subject"), size: 7 };
const config = Buffer.from("{}");

/** Pushes a manifest with the subject and returns the answer and the descriptor to be listed. */
async function refer(peer: Peer, more: object, name = "a/b") {
  await peer.pushBlob(config, name);
  const text = JSON.stringify({ ...imageOf(config), subject, ...more });
  const pushed = await peer.putManifest(text, digestOf(text), name);
  return { pushed, basics: { mediaType: ociManifest, digest: digestOf(text), size: text.length } };
}

const list = async (peer: Peer, query = "") => {
  const { text, headers } = await peer.get(`/v2/a/b/referrers/${subject.digest}${query}`);
  return { manifests: JSON.parse(text).manifests, headers };
};

test("referrers are listed with their artifactType and annotations", async () => {
  const peer = await serve();
  const annotations = { "org.example": "yes" };
  const typed = await refer(peer, { artifactType: "application/vnd.example+json", annotations });
  const untyped = await refer(peer, { artifactType: "" });
  const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [], subject });
  const pushed = await peer.putManifest(index, "index", "a/b", ociIndex);
  await refer(peer, { subject: { ...subject, digest: digestOf("other") } });
  await refer(peer, { annotations: { elsewhere: "yes" } }, "other");

  for (const answer of [typed.pushed, untyped.pushed, pushed])
    expect(answer.headers["oci-subject"]).toBe(subject.digest);
  const { manifests, headers } = await list(peer);
  const wanted = [
    { ...typed.basics, artifactType: "application/vnd.example+json", annotations },
    { ...untyped.basics, artifactType: "application/vnd.oci.image.config.v1+json" },
    { mediaType: ociIndex, digest: digestOf(index), size: index.length },
  ];
  expect(manifests).toHaveLength(3);
  expect(manifests).toEqual(expect.arrayContaining(wanted));
  expect(headers["content-type"]).toBe(ociIndex);
  expect(headers["oci-filters-applied"]).toBeUndefined();
});

test.each(["application/vnd.example+json", "application%2Fvnd.example%2Bjson"])("filtering by %s", async (type) => {
  const peer = await serve();
  const { basics } = await refer(peer, { artifactType: "application/vnd.example+json" });
  await refer(peer, {});
  const { manifests, headers } = await list(peer, `?artifactType=${type}`);
  expect(manifests).toEqual([{ ...basics, artifactType: "application/vnd.example+json" }]);
  expect(headers["oci-filters-applied"]).toBe("artifactType");
});

test("nobody refers: an empty index; no such repository: 404; no digest: 400", async () => {
  const peer = await serve();
  await peer.open();
  expect((await list(peer)).manifests).toEqual([]);
  expect((await peer.get(`/v2/unknown/referrers/${subject.digest}`)).status).toBe(404);
  const refused = await peer.get("/v2/a/b/referrers/sha256:short");
  expect([refused.status, codeOf(refused)]).toEqual([400, "DIGEST_INVALID"]);
});

test("pages lead to all referrers, each once", async () => {
  const peer = await serve({ settings: { pageSize: 2 } });
  const pushed = new Set<string>();
  for (const n of ["1", "2", "3", "4", "5"])
    pushed.add((await refer(peer, { artifactType: "a/b", annotations: { n } })).basics.digest);
  const seen: string[] = [];
  for (let next: string | undefined = `/v2/a/b/referrers/${subject.digest}?artifactType=a/b`; next; ) {
    const { text, headers } = await peer.get(next);
    seen.push(...JSON.parse(text).manifests.map(({ digest }: { digest: string }) => digest));
    next = /^<(.+)>; rel="next"$/.exec(`${headers.link ?? ""}`)?.[1];
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(pushed);
});

test("a deleted referrer is listed no more", async () => {
  const peer = await serve();
  const { basics } = await refer(peer, {});
  await peer.call("DELETE", `/v2/a/b/manifests/${basics.digest}`);
  expect((await list(peer)).manifests).toEqual([]);
});

test("without the referrers API it is 404, and OCI-Subject is not sent", async () => {
  const peer = await serve({ settings: { referrers: false } });
  const { pushed } = await refer(peer, {});
  expect(pushed.status).toBe(201);
  expect(pushed.headers["oci-subject"]).toBeUndefined();
  expect((await peer.get(`/v2/a/b/referrers/${subject.digest}`)).status).toBe(404);
});
