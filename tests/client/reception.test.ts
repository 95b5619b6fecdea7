import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { Reception } from "../../client/reception.ts";

const limits = { timeoutMs: 60_000, maxBodyBytes: 1_000_000, keepBytes: 200_000 };

/** What is in use once nothing is left that nobody uses. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("a body that comes a byte at a time takes no more memory than another", async () => {
  const { bytes, digest } = Content.lines("body", 300_000);
  const reception = new Reception("registry.example", limits);
  reception.head(200, []);
  const before = heapUsed();

  for (let at = 0; at < bytes.length; at++) reception.data(bytes.subarray(at, at + 1));

  expect(heapUsed() - before).toBeLessThan(5_000_000);
  reception.end();
  const { response } = await reception.result;
  expect(response?.body).toMatchObject({ size: bytes.length, digest });
  expect(response?.body.head.equals(bytes.subarray(0, limits.keepBytes))).toBe(true);
});
