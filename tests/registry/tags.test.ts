import { expect, test } from "vitest";
import { codeOf, type Peer, serve } from "./peer.ts";

async function withTags(peer: Peer, ...tags: string[]): Promise<Peer> {
  for (const tag of tags) await peer.pushImage(tag);
  return peer;
}

const list = async (peer: Peer, query: string) => {
  const { text, headers } = await peer.get(`/v2/a/b/tags/list${query}`);
  return { tags: JSON.parse(text).tags.join(" "), link: headers.link };
};

test("tags are listed in order", async () => {
  const peer = await withTags(await serve(), "b", "10", "a", "B", "9", "_");
  const got = await peer.get("/v2/a/b/tags/list");
  expect(got.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(got.text)).toEqual({ name: "a/b", tags: ["10", "9", "B", "_", "a", "b"] });
});

test.each([
  ["?n=2", "a b", '</v2/a/b/tags/list?n=2&last=b>; rel="next"'],
  ["?n=2&last=b", "c d", '</v2/a/b/tags/list?n=2&last=d>; rel="next"'],
  ["?last=d&n=2", "e", undefined],
  ["?n=5", "a b c d e", undefined],
  ["?n=1000", "a b c d e", undefined],
  ["?n=0", "", undefined],
  ["?n=0&last=b", "", undefined],
  ["?last=c", "d e", undefined],
  ["?last=bb", "c d e", undefined],
  ["?last=e", "", undefined],
])("%s lists %s", async (query, tags, link) => {
  const peer = await withTags(await serve(), "a", "b", "c", "d", "e");
  expect(await list(peer, query)).toEqual({ tags, link });
});

test.each(["-1", "two", "1.5", ""])("n=%s is no number of tags", async (n) => {
  const peer = await withTags(await serve(), "a");
  const got = await peer.get(`/v2/a/b/tags/list?n=${n}`);
  expect([got.status, codeOf(got)]).toEqual([400, "UNSUPPORTED"]);
});

test("a registry may page by itself", async () => {
  const peer = await withTags(await serve({ settings: { pageSize: 2 } }), "a", "b", "c");
  expect(await list(peer, "")).toEqual({ tags: "a b", link: '</v2/a/b/tags/list?last=b>; rel="next"' });
  expect(await list(peer, "?n=3")).toEqual({ tags: "a b", link: '</v2/a/b/tags/list?n=3&last=b>; rel="next"' });
  expect(await list(peer, "?last=b")).toEqual({ tags: "c", link: undefined });
});
