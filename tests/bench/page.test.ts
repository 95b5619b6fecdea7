import { expect, test } from "vitest";
import { areaOf, areaOfApi } from "../../bench/area.ts";
import { median, medians } from "../../bench/median.ts";

test("a median is the middle one, the lower one of two", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 2])).toBe(2);
  expect(() => median([])).toThrow(RangeError);
  expect(
    medians(
      [
        { a: 1, b: 9 },
        { a: 3, b: 7 },
        { a: 2, b: 8 },
      ],
      ["a", "b"],
    ),
  ).toEqual({ a: 2, b: 8 });
});

test.each([
  ["GET", "http://localhost:5000/v2/", "base"],
  ["GET", "/v2/a/blobs/sha256:00", "pull"],
  ["HEAD", "/v2/a/manifests/latest", "pull"],
  ["POST", "/v2/a/blobs/uploads/?digest=sha256:00", "push"],
  ["DELETE", "/v2/a/blobs/uploads/1?_state=x", "push"],
  ["PUT", "/v2/a/manifests/latest", "push"],
  ["GET", "/v2/a/tags/list?n=5", "discovery"],
  ["GET", "/v2/a/referrers/sha256:00", "discovery"],
  ["DELETE", "/v2/a/manifests/latest", "management"],
] as const)("%s %s is about %s", (method, url, area) => {
  expect(areaOf(method, url)).toBe(area);
});

test.each([
  ["Blob chunked", "push"],
  ["Blob get range", "pull"],
  ["Manifest delete atomic", "management"],
  ["Tag list", "discovery"],
  ["Ping", "base"],
] as const)("the status %s is about %s", (name, area) => {
  expect(areaOfApi(name)).toBe(area);
});
