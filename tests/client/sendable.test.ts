import { expect, test } from "vitest";
import { addressOf } from "../../client/address.ts";
import { unsendable } from "../../client/sendable.ts";
import type { WireRequest } from "../../client/wire.ts";

const codeOf = (more: Partial<WireRequest>) =>
  (
    unsendable({ method: "GET", address: addressOf("http://r.example/v2/"), headers: [], ...more } as WireRequest) as
      | NodeJS.ErrnoException
      | undefined
  )?.code;

test("HTTP has a form for most requests", () => {
  expect(codeOf({ headers: [["X-A", "b c"]], address: addressOf("http://r.example/ä%20?x=[]") })).toBe(undefined);
});

test("and none for a line break or a space where a name, a value or a path stands", () => {
  expect(codeOf({ method: "GET /\r\n" })).toBe("ERR_INVALID_HTTP_TOKEN");
  expect(codeOf({ headers: [["X A", "b"]] })).toBe("ERR_INVALID_HTTP_TOKEN");
  expect(codeOf({ headers: [["X-A", "b\r\nX-B: c"]] })).toBe("ERR_INVALID_CHAR");
  for (const path of ["/a b", "/a\r\nb", "/a\u0000", "/\u0100"])
    expect(codeOf({ address: { ...addressOf("http://r.example/"), path } })).toBe("ERR_UNESCAPED_CHARACTERS");
});
