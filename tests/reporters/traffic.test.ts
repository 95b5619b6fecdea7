import { expect, test } from "vitest";
import { bytesText, trafficLines } from "../../reporters/traffic.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 kB"],
  [21_400_000, "21.4 MB"],
])("%d bytes are %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test("a report without exchanges has no traffic to tell of", () => {
  expect(trafficLines({ exchanges: [] })).toEqual([]);
});
