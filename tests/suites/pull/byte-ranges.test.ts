import { expect, test } from "vitest";
import type { HeaderLine } from "../../../client/exchange.ts";
import { Observation } from "../../../suites/kit/index.ts";
import { partsOf } from "../../../suites/pull/byte-ranges.ts";
import { bearing } from "../../../suites/pull/redirected.ts";

function answer(status: number, headers: HeaderLine[], text = "", hops: Observation[] = []): Observation {
  const nothing = { size: 0, digest: "", sha512: "", text: "" };
  return new Observation(
    {
      id: "x1",
      scenario: "parts of a blob are pulled",
      step: "several",
      request: { method: "GET", url: "http://registry.example/v2/a/blobs/b", headers: [], body: nothing },
      response: { status, headers, body: { ...nothing, size: text.length, text } },
      startedAt: "",
      timings: { firstByteMs: 0, totalMs: 0 },
    },
    hops,
  );
}

test("a single part is named by the answer's own Content-Range", () => {
  for (const unit of ["bytes", "Bytes"])
    expect(partsOf(answer(206, [["content-range", `${unit} 4-6/11`]], "o w"))).toEqual([
      { first: 4, last: 6, text: "o w" },
    ]);
});

test.each(["b0", '"b0"'])("several parts are read between the boundaries (boundary=%s)", (boundary) => {
  const body = [
    "a preamble",
    "--b0",
    "Content-Type: application/octet-stream",
    "content-range: bytes 0-1/11",
    "",
    "he",
    "--b0",
    "Content-Range: bytes 4-8/*",
    "",
    "o\r\n--",
    "--b0--",
    "",
  ].join("\r\n");
  expect(partsOf(answer(206, [["Content-Type", `multipart/byteranges; boundary=${boundary}`]], body))).toEqual([
    { first: 0, last: 1, text: "he" },
    { first: 4, last: 8, text: "o\r\n--" },
  ]);
});

test.each<[string, HeaderLine[], string]>([
  ["no Content-Range", [], "he"],
  ["another unit", [["Content-Range", "lines 0-1/3"]], "he"],
  ["a part without one", [["Content-Type", "multipart/byteranges; boundary=b"]], "--b\r\n\r\nhe\r\n--b--"],
  ["no part at all", [["Content-Type", "multipart/byteranges; boundary=b"]], "he"],
])("nothing can be read of an answer with %s", (_, headers, text) => {
  expect(partsOf(answer(206, headers, text))).toBeUndefined();
});

test("a header may stand in the redirect instead of the answer, but not in a challenge", () => {
  const digest: HeaderLine = ["Docker-Content-Digest", "sha256:00"];
  const redirect = answer(307, [digest]);
  const challenge = answer(401, [digest]);
  const bare = answer(200, [], "", [challenge, redirect]);
  expect(bearing("docker-content-digest", bare)).toBe(redirect);
  const full = answer(200, [digest], "", [redirect]);
  expect(bearing("docker-content-digest", full)).toBe(full);
  const none = answer(200, [], "", [challenge]);
  expect(bearing("docker-content-digest", none)).toBe(none);
});
