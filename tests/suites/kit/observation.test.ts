import { describe, expect, test } from "vitest";
import { digestLike, isObject, isThere, Observation } from "../../../suites/kit/observation.ts";
import { Inconclusive } from "../../../suites/kit/outcome.ts";
import { answer, bodyOf, exchangeOf } from "./answer.ts";

describe("A recorded answer", () => {
  test("is told by its step and its request", () => {
    expect(answer(200).label).toBe("ask (GET https://registry.example:5000/v2/a/blobs/uploads/)");
  });

  test("that did not come cannot be read", () => {
    const none = answer();
    expect(none.answered).toBe(false);
    for (const read of [() => none.status, () => none.body, () => none.header("Link"), () => none.json]) {
      expect(read).toThrow(Inconclusive);
      expect(read).toThrow(`${none.label}: no answer`);
    }
    expect(answer(200).answered).toBe(true);
  });

  test.each([
    [399, false],
    [400, true],
    [499, true],
    [500, false],
  ])("of %d is refused: %s", (status, refused) => {
    expect(answer(status).refused).toBe(refused);
  });

  test("has headers by name, in whatever case, in the order in which they came", () => {
    const several = answer(200, {
      headers: [
        ["Link", "a"],
        ["x-other", "b"],
        ["LINK", "c"],
      ],
    });
    expect(several.headers("link")).toEqual(["a", "c"]);
    expect(several.header("Link")).toBe("a");
    expect(several.header("Range")).toBe(undefined);
  });

  test("knows what was sent", () => {
    const sent = answer(200, {
      request: {
        headers: [
          ["Accept", "a"],
          ["content-TYPE", "b"],
        ],
      },
    });
    expect(sent.requestHeader("Content-Type")).toBe("b");
    expect(sent.requestHeader("Range")).toBe(undefined);
  });

  test("has the hops that led to it, and mostly none", () => {
    expect(answer(200).hops).toEqual([]);
    const hop = answer(307);
    expect(new Observation(exchangeOf(200), [hop]).hops).toEqual([hop]);
  });

  test.each([200, 401, 500])("of %d is there", (status) => expect(isThere(answer(status))).toBe(true));
  test("of 404 is not there", () => expect(isThere(answer(404))).toBe(false));
});

describe("The body of an answer as JSON", () => {
  const read = (body: Parameters<typeof answer>[1]) => answer(200, body);

  test("is what it says", () => {
    expect(read({ body: '{"tags":[]}' }).json).toEqual({ tags: [] });
    expect(read({ body: '{"tags":[]}' }).jsonObject).toEqual({ tags: [] });
    expect(read({ body: "[1]" }).json).toEqual([1]);
  });

  test("is nothing where it is no JSON, none that is kept as text, or not the whole of it", () => {
    expect(read({ body: "{" }).json).toBe(undefined);
    expect(read({ body: { size: 2, digest: "", base64: "gYA=" } }).json).toBe(undefined);
    expect(read({ body: { ...bodyOf("1"), size: 9, truncated: true } }).json).toBe(undefined);
  });

  test.each(["[1]", "null", '"text"', "7", "{"])("is no object where it is %s", (body) => {
    expect(read({ body }).jsonObject).toBe(undefined);
  });

  test("is an object by what it is, not by what it is called", () => {
    expect([{}, [], null, "x", undefined, 1].map(isObject)).toEqual([true, false, false, false, false, false]);
  });
});

test.each([
  ["sha256:0", "sha256:right"],
  ["sha512:0", "sha512:right"],
  ["sha512", undefined],
  ["sha256", undefined],
  ["sha384:0", undefined],
  ["x-sha256:0", undefined],
])("the content's digest to compare %s with is %s", (digest, right) => {
  expect(digestLike(digest, { digest: "sha256:right", sha512: "sha512:right" })).toBe(right);
});
