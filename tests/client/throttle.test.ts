import { expect, onTestFinished, test, vi } from "vitest";
import { retryAfterMs } from "../../client/throttle.ts";
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

test("while one call waits, no other is sent", async () => {
  await using server = await busy([429, 200, 200], "1");
  await using client = clientFor(server);

  const first = client.send(get, label);
  await vi.waitFor(() => expect(server.requests).toHaveLength(1));
  const second = client.send(get, label);
  await Promise.all([first, second]);

  const [throttled, ...later] = client.exchanges.map(({ startedAt }) => Date.parse(startedAt));
  for (const startedAt of later) expect(startedAt - (throttled ?? 0)).toBeGreaterThan(900);
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
