import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageOf } from "../../bench/page.ts";
import type { Results } from "../../bench/results.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/performance.md says what the last full run measured", () => {
  const results = JSON.parse(read("bench/results.json")) as Results;
  expect(results.mode).toBe("full");
  expect(read("docs/performance.md")).toBe(pageOf(results));
});
