import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { HeaderLine } from "../../client/exchange.ts";
import type { Hop, Received } from "../../client/hop.ts";
import { retryAfterMs, Throttle } from "../../client/throttle.ts";
import { exchangeOf } from "../suites/kit/answer.ts";
import { clientFor, label, serve } from "./server.ts";

const get = { method: "GET", url: "/v2/" };

/** Answers the first requests with these statuses and a Retry-After, and then 200. */
const busy = (statuses: number[], retryAfter?: string) =>
  serve((_, response) => {
    const status = statuses.shift();
    if (status !== undefined) response.writeHead(status, retryAfter === undefined ? {} : { "Retry-After": retryAfter });
    response.end();
  });

test("waits and asks again, as hops of the same step", async () => {
  await using server = await busy([429, 503], "0");
  await using client = clientFor(server);

  const { exchange } = await client.send(get, label);

  expect(client.exchanges.map(({ response }) => response?.status)).toEqual([429, 503, 200]);
  expect(exchange).toMatchObject({ ...label, follows: { exchange: "x2", because: "throttled" } });
});

test("asks five times at most", async () => {
  await using server = await busy(Array(9).fill(429), "0");
  await using client = clientFor(server);

  const { exchange } = await client.send(get, label);

  expect(exchange.response?.status).toBe(429);
  expect(server.requests).toHaveLength(5);
});

test.for<[string, number, string | undefined]>([
  ["429 without Retry-After", 429, undefined],
  ["503 without Retry-After", 503, undefined],
  ["a Retry-After beyond all patience", 429, "3600"],
  ["a Retry-After that says nothing", 429, "soon"],
  ["another status", 500, "0"],
])("does not wait for %s", async ([, status, retryAfter]) => {
  await using server = await busy([status], retryAfter);
  await using client = clientFor(server);

  const { exchange } = await client.send(get, label);

  expect(exchange.response?.status).toBe(status);
  expect(server.requests).toHaveLength(1);
});

test("waits no more once enough calls were throttled to the end", async () => {
  await using server = await busy(Array(99).fill(429), "0");
  await using client = clientFor(server, { throttle: { giveUpAfter: 2 } });

  for (let count = 0; count < 4; count++) await client.send(get, label);

  expect(server.requests).toHaveLength(5 + 5 + 1 + 1);
});

describe("The patience with a busy target", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const hop: Hop = { method: "GET", url: "http://a/", headers: [], body: undefined, call: get };
  const told = (retryAfter: string, status = 429) => {
    const headers: HeaderLine[] = [["Retry-After", retryAfter]];
    return { exchange: exchangeOf(status), response: { status, headers } as unknown as Received["response"] };
  };
  const running = new AbortController().signal;

  /** After how many whole seconds it ends; undefined when not within a minute. */
  async function secondsOf(wait: Promise<unknown>): Promise<number | undefined> {
    let isOver = false;
    void wait.then(() => {
      isOver = true;
    });
    for (let seconds = 0; seconds <= 60; seconds++) {
      await vi.advanceTimersByTimeAsync(seconds === 0 ? 0 : 1000);
      if (isOver) return seconds;
    }
    return undefined;
  }

  test("lasts as long as the target says, and nobody else asks meanwhile", async () => {
    const throttle = new Throttle({}, running);
    expect(await secondsOf(throttle.quiet())).toBe(0);
    const asked = throttle.followUp()(hop, told("3"));
    void throttle.followUp()(hop, told("2", 503));
    expect(getEventListeners(running, "abort")).toHaveLength(2);
    expect(await secondsOf(throttle.quiet())).toBe(3);
    expect(await asked).toEqual({ ...hop, follows: { exchange: "x7", because: "throttled" } });
    expect(await secondsOf(throttle.quiet())).toBe(0);
    expect(getEventListeners(running, "abort")).toEqual([]);
  });

  test("is twenty seconds for each call, all its waits together", async () => {
    const throttle = new Throttle({}, running);
    const followUp = throttle.followUp();
    expect(await secondsOf(Promise.resolve(followUp(hop, told("11"))))).toBe(11);
    expect(await secondsOf(Promise.resolve(followUp(hop, told("9"))))).toBe(9);
    expect(await followUp(hop, told("1"))).toBeUndefined();
    expect(await secondsOf(Promise.resolve(throttle.followUp()(hop, told("20"))))).toBe(20);
    expect(await throttle.followUp()(hop, told("21"))).toBeUndefined();
  });

  test("is lost after five calls that were in vain", async () => {
    const throttle = new Throttle({}, running);
    for (let call = 0; call < 5; call++) {
      expect(await secondsOf(Promise.resolve(throttle.followUp()(hop, told("1"))))).toBe(1);
      expect(await throttle.followUp()(hop, told("60"))).toBeUndefined();
    }
    expect(await throttle.followUp()(hop, told("1"))).toBeUndefined();
  });

  test("ends when the run is cancelled, and leaves no timer", async () => {
    const stop = new AbortController();
    const throttle = new Throttle({}, stop.signal);
    const waits = [throttle.followUp()(hop, told("9")), throttle.quiet()];
    stop.abort();
    await Promise.all([...waits, throttle.quiet(), throttle.followUp()(hop, told("9"))]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("can be told not to wait", async () => {
  await using server = await busy([429], "0");
  await using client = clientFor(server, { throttle: { tries: 1 } });

  expect((await client.send(get, label)).exchange.response?.status).toBe(429);
});

test("a wait ends when the run is cancelled", async () => {
  const stop = new AbortController();
  await using server = await busy([429], "9");
  await using client = clientFor(server, { signal: stop.signal, onExchange: () => setImmediate(() => stop.abort()) });

  const { exchange } = await client.send(get, label);

  expect(exchange.error?.kind).toBe("cancelled");
  expect(server.requests).toHaveLength(1);
});

test.for<[string | undefined, number | undefined]>([
  ["0", 0],
  [" 120 ", 120_000],
  ["Wed, 21 Oct 2015 07:28:00 GMT", 60_000],
  ["Wed, 21 Oct 2015 07:26:00 GMT", 0],
  ["Wednesday, 21-Oct-15 07:28:00 GMT", 60_000],
  ["Wed Oct 21 07:28:00 2015", 60_000],
  ["Wed, 31 Feb 2016 07:28:00 GMT", undefined],
  ["May 5", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j", ([value, milliseconds]) => {
  expect(retryAfterMs(value, Date.parse("2015-10-21T07:27:00Z"))).toBe(milliseconds);
});

test("a clock that is put back makes no wait longer, and no time negative", async () => {
  await using server = await busy([429], "0");
  await using client = clientFor(server);
  const clock = vi.spyOn(Date, "now");
  onTestFinished(() => clock.mockRestore());
  let jumps = 0;
  clock.mockImplementation(() => 1_000_000_000_000 - 86_400_000 * jumps++);

  const [{ exchange }] = await Promise.all([client.send(get, label), client.send(get, label)]);

  expect(exchange.response?.status).toBe(200);
  for (const { timings } of client.exchanges) expect(timings.totalMs).toBeGreaterThanOrEqual(0);
  const started = client.exchanges.map(({ startedAt }) => startedAt);
  expect(started).toEqual([...started].sort());
});
