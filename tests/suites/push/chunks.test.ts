import { expect, test } from "vitest";
import type { HeaderLine } from "../../../client/exchange.ts";
import { Upload } from "../../../suites/kit/index.ts";
import { Blocked } from "../../../suites/kit/outcome.ts";
import { Reply } from "../../../suites/kit/reply.ts";
import { announcedMinimum, chunkLength, newest } from "../../../suites/push/chunks.ts";

const url = "https://registry.example/v2/a/blobs/uploads/";

function reply(status: number, headers: HeaderLine[] = []): Reply {
  const nothing = { size: 0, digest: "", sha512: "", text: "" };
  return new Reply({
    body: Buffer.alloc(0),
    exchange: {
      id: "x1",
      scenario: "a blob is pushed in three chunks",
      step: "open",
      request: { method: "POST", url, headers: [], body: nothing },
      response: { status, headers, body: nothing },
      startedAt: "",
      timings: { firstByteMs: 0, totalMs: 0 },
    },
  });
}

const announcing = (minimum: string) => reply(202, [["oci-chunk-min-length", minimum]]);

test.each([
  ["none", reply(202), 0],
  ["a number", announcing("65536"), 65536],
  ["something else", announcing("64KiB"), 0],
])("the minimum of a POST that announces %s", (_, opened, minimum) => {
  expect(announcedMinimum(opened)).toBe(minimum);
  expect(chunkLength(opened)).toBeGreaterThan(minimum);
});

test("a minimum beyond all reason stops the scenario, and allocates nothing", () => {
  expect(() => chunkLength(announcing("1099511627776"))).toThrow(Blocked);
});

test.each<[string, Reply, string]>([
  ["the Location of an accepted chunk", reply(202, [["Location", "/v2/a/blobs/uploads/new"]]), "new"],
  ["the former Location when a chunk comes without", reply(202), "former"],
  ["the former Location after a refusal", reply(416, [["Location", "/v2/a/blobs/uploads/new"]]), "former"],
])("a session goes on at %s", (_, answer, where) => {
  expect(newest(answer, new Upload(`${url}former`, "x0")).url).toBe(url + where);
});

test("the digest is asked for in the query that is sent, and not behind a fragment", () => {
  const { url: sent } = new Upload(`${url}uploads/1?state=a#part`, "x0").put("sha256:ab");
  expect(sent).toBe(`${url}uploads/1?state=a&digest=sha256:ab`);
});
