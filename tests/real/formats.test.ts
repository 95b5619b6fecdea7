import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { writeReports } from "../../engine/output.ts";
import { renderBadge } from "../../reporters/badge.ts";
import { renderHar } from "../../reporters/har.ts";
import { body, exchange, reportOf, result, sampleReport } from "../reporters/sample-report.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "oci-conformance-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!existsSync(executablePath))(`Formats in a browser (needs ${executablePath})`, () => {
  it("answers from the HAR as the registry did", async () => {
    const url = "https://registry.example/v2/acme/tags/list";
    const answered = exchange({
      id: "x1",
      url,
      answers: [["Content-Type", "application/json"]],
      answer: body('{"name":"acme","tags":["a"]}'),
    });
    const file = join(folder, "report.har");
    writeFileSync(file, renderHar(reportOf([], [answered])));
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      await page.routeFromHAR(file, { notFound: "abort" });
      const response = await page.goto(url);
      expect(response?.status()).toBe(200);
      expect(await response?.json()).toEqual({ name: "acme", tags: ["a"] });
    } finally {
      await browser.close();
    }
  });

  it("draws the badge as wide as it says, its texts within", async () => {
    const file = join(folder, "badge.svg");
    writeFileSync(file, renderBadge(sampleReport()));
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      const [badge, ...texts] = await page.evaluate<{ left: number; right: number }[]>(
        "['svg', 'text:first-of-type', 'text:last-of-type'].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())",
      );
      for (const { left, right } of texts) {
        expect(left).toBeGreaterThan(badge?.left ?? 0);
        expect(right).toBeLessThan(badge?.right ?? 0);
      }
    } finally {
      await browser.close();
    }
  });
});

describe("Formats in their own tools", () => {
  it("Allure 3 counts what we counted", { timeout: 240_000 }, ({ skip }) => {
    const report = reportOf(
      (["pass", "fail", "warn", "info", "skip", "blocked", "error"] as const).map((verdict) =>
        result({ requirement: `push.${verdict}`, verdict }),
      ),
      [],
    );
    writeReports(report, folder, ["allure"]);
    const [results, out] = [join(folder, "allure-results"), join(folder, "allure-report")];
    const allure = spawnSync("npx", ["--yes", "allure@3.18.0", "generate", results, "-o", out], {
      cwd: folder,
      encoding: "utf8",
    });
    skip(
      /E404|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(allure.stderr),
      "the npm registry does not give allure",
    );
    expect(allure.status, allure.stderr).toBe(0);
    const { stats } = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
    expect(stats).toMatchObject({ total: 7, passed: 3, failed: 1, broken: 1, skipped: 2 });
  });
});
