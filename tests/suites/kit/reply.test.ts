import { describe, expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import { Blocked } from "../../../suites/kit/outcome.ts";
import { Reply, resolveLocation } from "../../../suites/kit/reply.ts";
import { exchangeOf, reply } from "./answer.ts";

const at = "https://registry.example:5000/v2/a/blobs/uploads/?from=x";

describe("A Location, and where a scenario goes on", () => {
  // Parameters may be signed: what stands there goes back as it is.
  test.each([
    [
      "https://store.example/%7euser/../a?sig=a%2Fb%3d&x=%7E#f",
      "https://store.example/%7euser/../a?sig=a%2Fb%3d&x=%7E#f",
    ],
    ["HTTP://STORE.example/a", "HTTP://STORE.example/a"],
    ["git+ssh.1-a://h/p", "git+ssh.1-a://h/p"],
    ["//store.example/%7ea/../b", "https://store.example/%7ea/../b"],
    ["/v2/a/../b/%7e?_state=x%3D%3d", "https://registry.example:5000/v2/a/../b/%7e?_state=x%3D%3d"],
    ["17?_state=y", "https://registry.example:5000/v2/a/blobs/uploads/17?_state=y"],
    ["?next=http://x", "https://registry.example:5000/v2/a/blobs/uploads/?next=http://x"],
    ["1x://h/p", "https://registry.example:5000/v2/a/blobs/uploads/1x://h/p"],
  ])("%s", (location, url) => {
    expect(resolveLocation(location, at)).toBe(url);
  });

  test("as it was received, where what was recorded has a secret masked", () => {
    const masked = reply(202, { headers: [["Location", "/up?token=***"]] }, "/up?token=s3cret");
    expect(masked.location).toBe("https://registry.example:5000/up?token=s3cret");
    expect(masked.upload.url).toBe("https://registry.example:5000/up?token=s3cret");
    expect(reply(202, { headers: [["location", "/up"]] }).location).toBe("https://registry.example:5000/up");
  });

  test.each<[string, Reply, string]>([
    ["none", reply(202), " came without a Location to go on with (status 202)"],
    [
      "an empty one",
      reply(202, { headers: [["Location", ""]] }),
      " came without a Location to go on with (status 202)",
    ],
    ["no answer", reply(), " came without a Location to go on with (no answer)"],
    [
      "a failure",
      reply(undefined, { error: { kind: "reset", message: "cut" } }),
      " came without a Location to go on with (cut)",
    ],
    [
      "one that is no URL",
      reply(201, { headers: [["Location", "http:"]] }),
      " came with a Location that is no URL: http: (status 201)",
    ],
  ])("blocks, where there is %s", (_, came, message) => {
    let thrown: unknown;
    try {
      void came.location;
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Blocked);
    expect(thrown).toMatchObject({
      scenario: "something is asked for",
      step: "ask",
      message: `"ask (GET https://registry.example:5000/v2/a/blobs/uploads/)"${message}`,
    });
  });

  test("is pulled from with every type of manifest accepted", () => {
    const blob = Content.text("a blob");
    expect(reply(201, { headers: [["Location", "/b"]] }).pull(blob)).toEqual({
      method: "GET",
      url: "https://registry.example:5000/b",
      headers: { Accept: expect.stringContaining("application/vnd.oci.image.index.v1+json, ") },
      about: blob,
      locationOf: "x7",
    });
  });
});

test("of a body no more than its first MiB is kept, so that a long run holds little", () => {
  const limit = 1024 * 1024;
  const long = Buffer.from("0123456789abcdef".repeat(limit / 8));
  const { bytes } = new Reply({ exchange: exchangeOf(200), body: long });
  expect(bytes.equals(long.subarray(0, limit))).toBe(true);
  expect(bytes.buffer.byteLength).toBeLessThan(long.length);
  const short = long.subarray(0, limit);
  expect(new Reply({ exchange: exchangeOf(200), body: short }).bytes).toBe(short);
});
