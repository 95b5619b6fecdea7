import { expect, test } from "vitest";
import { forecastText } from "../../../engine/forecast/text.ts";

test("A forecast is a table by category and method, what it comes to, and what may change it", () => {
  const rows = [
    { category: "pull", method: "GET", requests: 12, sent: 0, received: 2048 },
    { category: "management", method: "DELETE", requests: 3, sent: 10, received: 0 },
  ] as const;
  const text = forecastText(
    { rows: [...rows], requests: 15, sent: 10, received: 2048, cleanup: 7 },
    "registry.example",
  );
  expect(text).toBe(`category    method  requests  sent  received
pull        GET           12   0 B   2.0 KiB
management  DELETE         3  10 B       0 B

About 15 requests, 10 B sent, 2.0 KiB received, and 7 requests to clean up.
Counted with the reference registry in the place of registry.example, to which nothing was sent. Another registry answers otherwise:
credentials that it asks for, redirects and what it does not offer change these numbers. Headers are not counted.
`);
});
