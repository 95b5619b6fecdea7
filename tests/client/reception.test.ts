import { createHash } from "node:crypto";
import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { now } from "../../client/clock.ts";
import { Content } from "../../client/content.ts";
import { Reception } from "../../client/reception.ts";

const host = "registry.example";
const limits = { timeoutMs: 1000, maxBodyBytes: 1_000_000, maxStreamBytes: 1_000_000, keepBytes: 100_000 };

/** What is in use once nothing is left that nobody uses. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

/** Receives the bytes in pieces of that size. */
function receive(bytes: Buffer, pieceSize: number, reception = new Reception(host, limits)): Reception {
  reception.head(200, []);
  for (let at = 0; at < bytes.length; at += pieceSize) reception.data(bytes.subarray(at, at + pieceSize));
  return reception;
}

describe("A body", () => {
  const sha512 = ({ bytes }: Content) => `sha512:${createHash("sha512").update(bytes).digest("hex")}`;
  const just = Content.lines("body", 64 * 1024);

  test.each([1000, 40_000, 64 * 1024])("is hashed in both ways while it is short, in pieces of %i", async (size) => {
    const reception = receive(just.bytes, size);
    reception.end();
    const { response } = await reception.result;
    expect(response?.body).toMatchObject({ size: just.size, digest: just.digest, sha512: sha512(just) });
  });

  test.each([1000, 40_000, 80_000])("is hashed in one way when it is longer, in pieces of %i", async (size) => {
    const { bytes, digest } = Content.lines("body", 64 * 1024 + 1);
    const reception = receive(bytes, size);
    reception.end();
    const { response } = await reception.result;
    expect(response?.body.digest).toBe(digest);
    expect(response?.body.sha512).toBeUndefined();
  });

  test("takes no more memory than another when it comes a byte at a time", async () => {
    const { bytes, digest } = Content.lines("body", 120_000);
    const before = heapUsed();

    const reception = receive(bytes, 1, new Reception(host, { ...limits, timeoutMs: 60_000 }));

    expect(heapUsed() - before).toBeLessThan(3_000_000);
    reception.end();
    const { response } = await reception.result;
    expect(response?.body).toMatchObject({ size: bytes.length, digest });
    expect(response?.body.head.equals(bytes.subarray(0, limits.keepBytes))).toBe(true);
  });

  test("takes no room for what may still come", async () => {
    const reception = receive(just.bytes, 40_000, new Reception(host, { ...limits, keepBytes: 1_000_000 }));
    reception.end();
    const { response } = await reception.result;
    expect(response?.body.head.equals(just.bytes)).toBe(true);
    expect(response?.body.head.buffer.byteLength).toBeLessThan(2 * just.size);
  });

  test("may be as long as the limit, and no longer", async () => {
    const longest = receive(just.bytes, 1000, new Reception(host, { ...limits, maxBodyBytes: just.size }));
    longest.end();
    expect((await longest.result).failure).toBeUndefined();
    const longer = receive(just.bytes, 1000, new Reception(host, { ...limits, maxBodyBytes: just.size - 1 }));
    expect((await longer.result).failure).toEqual({
      kind: "too-large",
      message: "the response body is longer than 65535 bytes, the rest was not read",
    });
  });
});

describe("The time of an exchange", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** What came of it by now. */
  const outcome = (reception: Reception) => Promise.race([reception.result, Promise.resolve(undefined)]);

  test("is told from the moment that the request goes out", async () => {
    vi.advanceTimersByTime(5000);
    const createdAt = now();
    const reception = new Reception(host, limits);
    vi.advanceTimersByTime(100);
    reception.started([["Host", host]]);
    vi.advanceTimersByTime(20);
    reception.head(200, []);
    vi.advanceTimersByTime(3);
    reception.end();
    const { startedAt, firstByteMs, totalMs, sent } = await reception.result;
    expect([startedAt - createdAt, firstByteMs, totalMs].map((each) => Math.round(each ?? -1))).toEqual([100, 20, 23]);
    expect(sent).toEqual([["Host", host]]);
  });

  test.each<[string, (reception: Reception) => void]>([
    ["no connection", () => {}],
    ["no response", (reception) => reception.started([])],
    ["no end of the body", (reception) => void receive(Buffer.from("abc"), 1, reception)],
  ])("ends: %s", async (what, begin) => {
    const reception = new Reception(host, limits);
    if (what !== "no connection") reception.started([]);
    begin(reception);
    vi.advanceTimersByTime(999);
    expect(await outcome(reception)).toBeUndefined();
    vi.advanceTimersByTime(1);
    const result = await outcome(reception);
    expect(result?.failure).toEqual({ kind: "timeout", message: `${what} from registry.example within 1000 ms` });
    expect(result?.sent).toEqual([]);
  });

  test("runs anew with every 16 bytes of an answer that may be long, and with no fewer", async () => {
    const reception = new Reception(host, { ...limits, timeoutPerBytes: 16 });
    reception.head(200, []);
    for (let count = 0; count < 5; count++) {
      vi.advanceTimersByTime(900);
      reception.data(Buffer.alloc(16));
      expect(await outcome(reception)).toBeUndefined();
    }
    vi.advanceTimersByTime(900);
    reception.data(Buffer.alloc(15));
    vi.advanceTimersByTime(100);
    expect((await outcome(reception))?.failure?.kind).toBe("timeout");
  });

  test("runs anew with every piece that was sent of a body that may be long", async () => {
    const reception = new Reception(host, { ...limits, timeoutPerBytes: 16 });
    for (let count = 0; count < 5; count++) {
      vi.advanceTimersByTime(900);
      reception.pieceSent();
      expect(await outcome(reception)).toBeUndefined();
    }
    vi.advanceTimersByTime(1000);
    expect((await outcome(reception))?.failure?.kind).toBe("timeout");
  });

  test("does not run anew for others", async () => {
    const reception = new Reception(host, limits);
    reception.head(200, []);
    vi.advanceTimersByTime(900);
    reception.data(Buffer.alloc(100_000));
    reception.pieceSent();
    vi.advanceTimersByTime(100);
    expect((await outcome(reception))?.failure?.kind).toBe("timeout");
  });

  test("is over with its end, whatever comes later", async () => {
    const { signal } = new AbortController();
    const reception = new Reception(host, { ...limits, timeoutPerBytes: 16 }, signal);
    receive(Buffer.from("abc"), 3, reception).end();
    reception.data(Buffer.alloc(20));
    reception.pieceSent();
    reception.failed(new Error("late"));
    expect((await reception.result).response?.body.size).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("what is cancelled before it begins ends at once", async () => {
  const { failure, sent } = await new Reception(host, limits, AbortSignal.abort()).result;
  expect(failure).toEqual({ kind: "cancelled", message: "cancelled" });
  expect(sent).toEqual([]);
});

test("a connection that stands only once nobody waits for it is torn down", async () => {
  const reception = new Reception(host, { ...limits, timeoutMs: 1 });
  expect((await reception.result).failure?.kind).toBe("timeout");
  const tornDown = vi.fn();
  reception.onGivenUp(tornDown);
  expect(tornDown).toHaveBeenCalledOnce();
});

test("an end without an answer is none", async () => {
  const reception = new Reception(host, limits);
  reception.end();
  const { response, failure } = await reception.result;
  expect(response).toBeUndefined();
  expect(failure?.message).toBe("registry.example sent no proper HTTP response: no response");
});
