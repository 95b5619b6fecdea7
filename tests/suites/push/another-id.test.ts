import { expect, test } from "vitest";
import { withAnotherId } from "../../../suites/push/another-id.ts";

const uuid = "0c2ad0b2-6d1c-4a54-9f7e-3f6d3f0f3c11";
const anyUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("a UUID is exchanged wherever it stands, and nothing else", () => {
  const changed = withAnotherId(`https://r.example/v2/a/blobs/uploads/${uuid}?_state=x%3D&id=${uuid}`);
  const [, id] = /uploads\/([^?]+)/.exec(changed) ?? [];
  expect(id).toMatch(anyUuid);
  expect(id).not.toBe(uuid);
  expect(changed).toBe(`https://r.example/v2/a/blobs/uploads/${id}?_state=x%3D&id=${id}`);
});

test.each([
  ["https://r.example/v2/a/blobs/uploads/17", ""],
  ["https://r.example/v2/a/blobs/uploads/17?state=a/b", "?state=a/b"],
  ["https://r.example/v2/a/blobs/uploads/?session=17", "?session=17"],
])("%s gets another last segment", (url, query) => {
  const [, id, rest] = /^https:\/\/r\.example\/v2\/a\/blobs\/uploads\/([^?]*)(.*)$/.exec(withAnotherId(url)) ?? [];
  expect(id).toMatch(anyUuid);
  expect(rest).toBe(query);
});
