import { expect, test } from "vitest";
import { officialCosts } from "../../bench/economy.ts";

const line = "-".repeat(80);
const transcript = (method: string, url: string, question: string, answer: string) =>
  `~~~ REQUEST ~~~\nMethod: ${method}\nURL: ${url}\nHeaders:\n${question}\n${line}\n~~~ RESPONSE ~~~\nStatus: 200\nHeaders:\n${answer}\n${"=".repeat(80)}\n`;

test("the bodies of the official suite are counted as its transcripts say or show them", () => {
  const large = "  Content-Type: [a/b]\n--- Truncated body from 4000 to 1024 bytes ---\n{}";
  const costs = officialCosts({
    cases: [],
    statuses: [],
    requests: 5,
    apis: { "Blob get": "Pass", "Tag list": "FAIL", "Manifest delete": "Pass" },
    data: { Image: "Pass" },
    transcripts: [
      transcript(
        "PUT",
        "http://localhost/v2/a/manifests/one",
        '  Content-Type: [a/b]\n{"a":1}',
        "  Content-Length: [0]",
      ),
      transcript("PUT", "http://localhost/v2/a/manifests/two", large, "  Content-Length: [0]"),
      transcript("GET", "http://localhost/v2/a/blobs/sha256:00", "--- Empty body ---", "  Content-Length: [512]"),
      transcript("HEAD", "http://localhost/v2/a/blobs/sha256:00", "--- Empty body ---", "  Content-Length: [512]") +
        transcript("GET", "http://localhost/v2/a/tags/list", "--- Empty body ---", "--- Empty body ---"),
    ],
  });
  expect(costs.push).toEqual({ requests: 2, sent: 7 + 4000, received: 0, verdicts: 1 });
  expect(costs.pull).toEqual({ requests: 2, sent: 0, received: 512, verdicts: 1 });
  expect(costs.discovery).toEqual({ requests: 1, sent: 0, received: 0, verdicts: 1 });
  expect(costs.management.verdicts).toBe(1);
});
