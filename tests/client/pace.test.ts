import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "../../client/pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("requests start evenly spaced, in the order of asking", async () => {
  const pace = new Pace(10, new AbortController().signal);
  const started: [number, number][] = [];
  const begin = performance.now();
  for (let index = 0; index < 4; index++)
    void pace.turn().then(() => started.push([index, Math.round(performance.now() - begin)]));
  await vi.advanceTimersByTimeAsync(1000);
  expect(started).toEqual([
    [0, 0],
    [1, 100],
    [2, 200],
    [3, 300],
  ]);
});

test("without a rate nobody waits", async () => {
  await new Pace(undefined, new AbortController().signal).turn();
  expect(vi.getTimerCount()).toBe(0);
});

test("nobody waits any longer, nor begins to, once the run is cancelled", async () => {
  const stop = new AbortController();
  const pace = new Pace(0.01, stop.signal);
  const waiting = [pace.turn(), pace.turn(), pace.turn()];
  stop.abort();
  await Promise.all([...waiting, pace.turn()]);
  expect(vi.getTimerCount()).toBe(0);
});
