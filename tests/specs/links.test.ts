import { expect, test } from "vitest";
import { sectionLink } from "../../specs/links.ts";

test.each([
  ["1.0", "#pulling-blobs", "https://github.com/opencontainers/distribution-spec/blob/v1.0.1/spec.md#pulling-blobs"],
  ["1.1", "pulling-blobs", "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-blobs"],
  ["edge", "#api", "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#api"],
  ["edge", "", "https://github.com/opencontainers/distribution-spec/blob/main/spec.md"],
] as const)("%s %s", (spec, anchor, link) => {
  expect(sectionLink(spec, anchor)).toBe(link);
});
