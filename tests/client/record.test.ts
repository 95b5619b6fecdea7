import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { Exchange } from "../../client/exchange.ts";
import type { Hop } from "../../client/hop.ts";
import { Recorder } from "../../client/record.ts";
import { Redactor } from "../../client/redact.ts";
import type { WireResult } from "../../client/wire.ts";
import { label } from "./server.ts";

const secret = "s3cret-password";
const longSecret = "0123456789abcdef".repeat(64);
const url = "https://registry.example/v2/a/blobs/uploads/7";
const hop = (rest: Partial<Hop> = {}): Hop => ({
  method: "PUT",
  url,
  headers: [],
  body: undefined,
  call: { method: "PUT", url },
  ...rest,
});

/** An answer with this body. */
const answered = (bytes: Buffer, rest: Partial<WireResult> = {}): WireResult => {
  const { size, digest, sha512 } = new Content(bytes, () => undefined);
  return {
    sent: [],
    startedAt: Date.UTC(2026, 0, 1),
    firstByteMs: 1.23456,
    totalMs: 2,
    response: { status: 201, headers: [], body: { size, digest, sha512, head: bytes } },
    ...rest,
  };
};
const nothing = answered(Buffer.alloc(0));

function recorder(onExchange?: (exchange: Exchange) => void) {
  const redactor = new Redactor();
  redactor.learn(secret, longSecret);
  return new Recorder(redactor, onExchange);
}

const recorded = (result: WireResult, of = hop()) => recorder().begin(of, label)(result);
const bodyOf = (bytes: Buffer) => recorded(answered(bytes)).response?.body;

test("Exchanges are numbered as they are sent, and told and kept as they end", () => {
  const told: string[] = [];
  const recording = recorder(({ id }) => told.push(id));
  const [first, second] = [recording.begin(hop(), label), recording.begin(hop(), label)];
  expect(second(nothing).id).toBe("x2");
  expect(recording.exchanges.map(({ id }) => id)).toEqual(["x2"]);
  first(nothing);
  expect(told).toEqual(["x2", "x1"]);
  expect(recording.exchanges.map(({ id }) => id)).toEqual(["x1", "x2"]);
});

test("An exchange has what there is to say of it, and no more", () => {
  expect(Object.keys(recorded({ ...nothing, response: undefined }))).toEqual([
    ...["id", "scenario", "step", "request", "startedAt", "timings"],
  ]);
  expect(recorded({ ...nothing, response: undefined }).request.body).not.toHaveProperty("source");
  const body = Content.text("hello");
  const follows = { exchange: "x1", because: "redirect" as const };
  const failure = { kind: "reset" as const, message: "cut" };
  expect(
    recorded(
      { ...nothing, failure, sent: [["host", "a"]] },
      hop({ body, follows, locationOf: "x0", call: { method: "PUT", url, about: body } }),
    ),
  ).toMatchObject({
    ...label,
    request: { method: "PUT", url, headers: [["host", "a"]], body: { ...bodyOf(body.bytes), source: body.source } },
    response: { status: 201 },
    error: failure,
    startedAt: "2026-01-01T00:00:00.000Z",
    timings: { firstByteMs: 1.235, totalMs: 2 },
    about: body.record,
    locationOf: "x0",
    follows,
  });
  expect(recorded({ ...nothing, firstByteMs: null }).timings.firstByteMs).toBeNull();
});

test("Wherever a secret stands in an exchange, it is masked", () => {
  const bytes = Buffer.from(`of ${secret}`);
  const binary = Buffer.concat([Buffer.from([0xff]), bytes]);
  const exchange = recorded(
    answered(bytes, {
      sent: [["X-Note", secret]],
      response: { status: 201, headers: [["X-Note", secret]], body: { size: 1, digest: "sha256:0", head: binary } },
      failure: { kind: "reset", message: `after ${secret}` },
    }),
    hop({ url: `${url}?of=${secret}`, body: Content.text(bytes.toString()) }),
  );
  expect(JSON.stringify(exchange)).not.toContain(secret);
  expect(exchange.request.body.source).toContain("***");
  expect(exchange.response?.headers).toEqual([["X-Note", "***"]]);
  expect(Buffer.from(exchange.response?.body.base64 ?? "", "base64").toString("latin1")).toBe("ÿof ***");
});

describe("A body is kept", () => {
  const kibi = 1024;

  test("whole up to 4 KiB, and up to 64 KiB where it is JSON", () => {
    for (const [first, size] of [
      ["x", 4 * kibi],
      ["{", 64 * kibi],
      [" \n[", 64 * kibi],
    ] as const) {
      const bytes = Buffer.from(first.padEnd(size, "y"));
      expect(bodyOf(bytes)?.text).toBe(bytes.toString());
      expect(bodyOf(bytes)).not.toHaveProperty("truncated");
      const longer = Buffer.concat([bytes, Buffer.from("z")]);
      expect(bodyOf(longer)).toMatchObject({ size: size + 1, truncated: true });
      expect(bodyOf(longer)?.text).toBe(bytes.toString().slice(0, 4 * kibi));
    }
  });

  test("as text where it is UTF-8, a byte-order mark included, and in base64 where it is not", () => {
    expect(bodyOf(Buffer.from("\ufeffä"))).toMatchObject({ text: "\ufeffä" });
    expect(bodyOf(Buffer.from([0xe4]))).toMatchObject({ base64: "5A==" });
    expect(bodyOf(Buffer.from([0xe4]))).not.toHaveProperty("text");
  });

  test("as text also where the cut goes through a character", () => {
    const long = `x${"ä".repeat(30 * kibi)}`;
    const { text = "" } = bodyOf(Buffer.from(long)) ?? {};
    expect(text.length).toBeGreaterThan(kibi);
    expect(long.startsWith(text)).toBe(true);
    // Whole, it is no text that ends in half a character.
    expect(bodyOf(Buffer.from("ä").subarray(0, 1))?.base64).toBe("ww==");
  });

  test("with its digests, the second where there is one", () => {
    const { size, digest, sha512 } = Content.text("a");
    expect(bodyOf(Buffer.from("a"))).toEqual({ size, digest, sha512, text: "a" });
    const large = answered(Buffer.from("a"), {
      response: { status: 200, headers: [], body: { size, digest, head: Buffer.from("a") } },
    });
    expect(recorded(large).response?.body).toEqual({ size, digest, text: "a" });
  });

  test("with no part of a secret that goes over the cut", () => {
    const long = Buffer.from(`${"x".repeat(4 * kibi - 5)}${secret}${"y".repeat(60 * kibi)}`);
    expect(bodyOf(long)?.text).toBe(`${"x".repeat(4 * kibi - 5)}***yy`);
    // Masked, what is looked at is so short that half a secret at its end would be kept.
    expect(bodyOf(Buffer.from(`${longSecret} `.repeat(100)))?.text).toBe("");
    expect(bodyOf(Buffer.from(`${longSecret} `.repeat(8)))?.text).toBe("*** ".repeat(8));
  });
});
