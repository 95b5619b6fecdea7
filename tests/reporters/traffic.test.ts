import { expect, test } from "vitest";
import { trafficLines, trafficText } from "../../reporters/traffic.ts";

test("a report without exchanges has no traffic to tell of", () => {
  expect(trafficLines({ exchanges: [] })).toEqual([]);
});

test("traffic is told in units that suit it", () => {
  const text = trafficText({ requests: 1, sent: 512, received: 16_000_000 });
  expect(text).toBe("1 request, 512 B sent, 15.3 MiB received");
});
