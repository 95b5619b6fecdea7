import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { within } from "../../client/within.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<string>(() => {});
const stop = () => new AbortController();

test("what comes in time comes, and leaves neither a timer nor a listener", async () => {
  const { signal } = stop();
  expect(await within(1000, signal, Promise.resolve("it"))).toEqual({ came: "it" });
  await expect(within(1000, signal, Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("what does not is left", async () => {
  const { signal } = stop();
  const late = within(1000, signal, never);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBeUndefined();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("and so is what is wanted no longer, or never was", async () => {
  const wanted = stop();
  const left = within(1000, wanted.signal, never);
  wanted.abort();
  expect(await left).toBeUndefined();
  expect(await within(1000, wanted.signal, never)).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});
