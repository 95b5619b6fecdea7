import { describe, expect, test } from "vitest";
import { addressOf, sameOrigin } from "../../client/address.ts";

describe("An address", () => {
  test.each([
    [
      "https://r.example:5000/v2/a/../b%2Fc?x=%7e#part",
      "https://r.example:5000",
      "r.example:5000",
      "/v2/a/../b%2Fc?x=%7e",
    ],
    ["HTTPS://R.example:443", "https://r.example", "r.example", "/"],
    ["http://ann:s3cret@r.example?x", "http://r.example", "r.example", "/?x"],
    ["http://good.example@evil.example/", "http://evil.example", "evil.example", "/"],
    ["http://[::1]:80/v2/", "http://[::1]", "[::1]", "/v2/"],
  ])("of %s is cut in two, without user and fragment", (url, origin, host, path) => {
    expect(addressOf(url)).toEqual({ origin, host, path });
  });

  test.each(["/v2/", "ftp://r.example/", "see http://r.example/", "http:///v2/", "http://", "javascript:alert(1)"])(
    "is not what %s is",
    (url) => expect(() => addressOf(url)).toThrow(new TypeError("not an absolute http(s) URL")),
  );

  test("is of one origin with another by scheme, host and port; what is none is of none", () => {
    const same = (other: string) => sameOrigin("https://r.example/v2/", other);
    expect(same("https://R.example:443/else")).toBe(true);
    expect(["http://r.example/", "https://r.example:444/", "https://r.example.evil/", "/v2/"].map(same)).toEqual(
      Array(4).fill(false),
    );
    expect(sameOrigin("/v2/", "/v2/")).toBe(false);
  });
});
