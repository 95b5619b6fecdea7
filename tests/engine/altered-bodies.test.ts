import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { Exchange, RecordedBody } from "../../client/exchange.ts";
import { alteredBodies } from "../../engine/verify.ts";
import { exchangeOf } from "../suites/kit/answer.ts";

const { size, digest } = Content.text("hello");
const bytes = Buffer.from([0xff, 0xfe]);
const binary = new Content(bytes, () => undefined);

/** What is said of an exchange with these bodies. */
const altered = (request: RecordedBody, response?: RecordedBody) => {
  const whole = exchangeOf(200, { body: response ?? { size, digest, text: "hello" } });
  const exchange: Exchange = { ...whole, request: { ...whole.request, body: request } };
  if (!response) delete exchange.response;
  return alteredBodies(exchange);
};

describe("A body that does not hash to the digest beside it", () => {
  test("is told of, in a request and in an answer", () => {
    const hallo = { size, digest, text: "hallo" };
    const told = {
      about: "x7",
      stated: `a body with digest ${digest}`,
      follows: expect.stringContaining("sha256:d3751d33"),
    };
    expect(altered(hallo)).toEqual([told]);
    expect(altered({ size, digest, text: "hello" }, hallo)).toEqual([told]);
    expect(altered({ size: 2, digest, base64: bytes.toString("base64") })).toHaveLength(1);
    expect(altered({ size: 1, digest })).toHaveLength(1);
  });

  test("is not told of where not all of it was kept, or a secret was masked in it", () => {
    expect(altered({ size, digest, text: "hal", truncated: true })).toEqual([]);
    expect(altered({ size, digest, text: "of ***" })).toEqual([]);
    expect(altered({ size, digest, base64: Buffer.from("of ***").toString("base64") })).toEqual([]);
  });
});

test("A body that hashes to the digest beside it is as it was", () => {
  const text = { size, digest, text: "hello" };
  const { digest: ofNothing } = Content.empty;
  expect(altered(text, { size: 2, digest: binary.digest, base64: bytes.toString("base64") })).toEqual([]);
  expect(altered({ size: 0, digest: ofNothing })).toEqual([]);
});
