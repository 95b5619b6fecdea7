import { expect, test } from "vitest";
import { needOf } from "../../../client/auth/need.ts";

test.each([
  ["GET", "/v2/a/b/manifests/latest", "pull a/b "],
  ["HEAD", "/v2/a/b/blobs/sha256:0", "pull a/b "],
  ["GET", "/v2/a/b/tags/list?n=2", "pull a/b "],
  ["GET", "/v2/a/b/referrers/sha256:0", "pull a/b "],
  ["PUT", "/v2/a/b/manifests/latest", "push a/b "],
  ["POST", "/v2/a/b/blobs/uploads/", "push a/b "],
  ["DELETE", "/v2/a/b/manifests/latest", "delete a/b "],
  ["POST", "/v2/a/blobs/uploads/?mount=sha256:0&from=b/c&x=1", "push a from=b/c"],
  ["POST", "/v2/a/blobs/uploads/?from=b&mount=sha256:0", "push a from=b"],
  ["GET", "/v2/", "pull /v2/"],
  ["GET", "/v2/_catalog?n=1", "pull /v2/_catalog?n=1"],
  ["PUT", "/uploads/1", "push elsewhere"],
])("%s %s needs leave for: %s", (method, path, need) => {
  expect(needOf(method, path)).toBe(need);
});
