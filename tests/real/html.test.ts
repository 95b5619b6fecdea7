import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html.ts";
import { reproduce } from "../../reporters/reproduce.ts";
import { largeReport } from "../reporters/large-report.ts";
import { sampleReport } from "../reporters/sample-report.ts";
import { executablePath, isInstalled, WatchedBrowser } from "./watched-browser.ts";

// Run by `npx vitest run --config vitest.real.config.ts tests/real/html.test.ts`.

describe.skipIf(!isInstalled)(`The page of a report in a browser (needs ${executablePath})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-"));
  const url = pathToFileURL(join(folder, "report.html")).href;
  const largeUrl = pathToFileURL(join(folder, "large.html")).href;
  let browser: WatchedBrowser;

  beforeAll(async () => {
    writeFileSync(join(folder, "report.html"), renderHtml(sampleReport()));
    writeFileSync(join(folder, "large.html"), renderHtml(largeReport(200, 10_000)));
    browser = await WatchedBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => browser.expectSilence());

  function open(options: BrowserContextOptions & { at?: string; fragment?: string } = {}): Promise<Page> {
    const { at = url, fragment = "", ...context } = options;
    return browser.open(at, fragment, context);
  }

  const visible = (page: Page) => page.locator(".requirement:visible");
  const chip = (page: Page, verdict: string) => page.locator(".chip", { hasText: verdict });

  it("lets nothing that a target said do anything", async () => {
    const page = await open();
    await page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })");
    expect(await page.evaluate("window.breached")).toBeUndefined();
    expect(await page.locator("img, iframe, script:not(body > script)").count()).toBe(0);
    expect(await page.evaluate("[...document.links].every(({ protocol }) => /^(file|https):$/.test(protocol))")).toBe(
      true,
    );
    await expect(page.locator("#x8").textContent()).resolves.toContain("</script></pre><script>window.breached");
    await expect(page.locator("#x4").textContent()).resolves.toContain("javascript:window.breached='url'");
  });

  it("refuses a script or a style that is not its own", async () => {
    const page = await open();
    await page.evaluate(`
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.breached = 1" }));
      document.body.append(Object.assign(document.createElement("style"), { textContent: "body { display: none }" }));
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.breached = 2'>");
    `);
    expect(await page.evaluate("window.breached")).toBeUndefined();
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(browser.complaints.filter((text) => text.includes("Content Security Policy")).length).toBeGreaterThanOrEqual(
      2,
    );
    browser.complaints.length = 0;
  });

  it("filters by verdict, level, category and words, and keeps the view in the URL", async () => {
    const page = await open();
    const all = sampleReport().results.length;
    expect(await visible(page).count()).toBe(all);

    await chip(page, "fail").click();
    expect(await visible(page).count()).toBe(3);
    await chip(page, "warn").click();
    expect(await visible(page).count()).toBe(5);
    await page.getByLabel("Level").selectOption("MUST");
    await page.getByLabel("Category").selectOption("push");
    await page.getByLabel("Search").fill("CHUNK range");
    expect(await page.locator("output").textContent()).toBe(`1 of ${all} requirements`);
    await page.getByLabel("Area").selectOption("push.chunked");
    expect(await page.locator(".category:visible").count()).toBe(1);
    const state = "#q=CHUNK+range&category=push&area=push.chunked&level=MUST&verdict=fail&verdict=warn";
    expect(new URL(page.url()).hash).toBe(state);

    await page.reload();
    expect(await visible(page).count()).toBe(1);
    await page.getByText("Show all").click();
    await page.locator("output", { hasText: `All ${all} requirements` }).waitFor();
    expect(new URL(page.url()).hash).toBe("");
  });

  it("shows under a failure the exchanges that it rests on, the telling one open", async () => {
    const page = await open();
    const failure = page.locator('[id="push.chunked.out-of-order"]');
    const exchanges = failure.locator(".exchange");
    expect(await exchanges.count()).toBe(2);
    expect(await exchanges.nth(0).getAttribute("open")).toBe("");
    expect(await exchanges.nth(0).textContent()).toContain("Content-Range: 2048-3071");
    expect(await exchanges.nth(1).getAttribute("open")).toBeNull();
    expect(await page.evaluate("document.querySelectorAll('#x7').length")).toBe(1);
  });

  it("goes to a requirement or an exchange by link, whatever is closed or filtered out", async () => {
    const page = await open({ fragment: "#mount.accepted" });
    expect(await page.locator('[id="mount.accepted"]').getAttribute("open")).toBe("");

    await chip(page, "pass").click();
    await page.getByRole("link", { name: "A chunk that does not start" }).click();
    await page.locator('[id="push.chunked.out-of-order"]:visible').waitFor();

    await page.getByRole("link", { name: "See the exchange" }).click();
    await page.locator("#x10[open] .reproduction").waitFor();
    expect(await page.evaluate("document.activeElement.parentElement.id")).toBe("x10");
  });

  it("copies the script that repeats an exchange, as it is", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator('[id="push.chunked.out-of-order"] .copy:visible').click();
    await page.locator(".announcement", { hasText: "Copied" }).waitFor({ state: "attached" });
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(reproduce(sampleReport(), "x7"));
  });

  it("refuses a script or a style that is not its own", async () => {
    const page = await open();
    await page.evaluate(`
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.breached = 1" }));
      document.body.append(Object.assign(document.createElement("style"), { textContent: "body { display: none }" }));
    `);
    expect(await page.evaluate("window.breached")).toBeUndefined();
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(browser.complaints.splice(0).filter((text) => text.includes("Content Security Policy"))).toHaveLength(2);
  });

  it("works by keyboard alone", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the requirements");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("name")).toBe("q");
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await visible(page).count()).toBe(3);
    await page.locator(".requirement:visible > summary").nth(1).focus();
    await page.keyboard.press("Enter");
    expect(await visible(page).nth(1).getAttribute("open")).toBeNull();
  });

  it("can be read without scripts", async () => {
    const page = await open({ javaScriptEnabled: false });
    const failure = page.locator('[id="push.chunked.out-of-order"]');
    expect(await failure.getByText("status 416", { exact: true }).isVisible()).toBe(true);
    expect(await failure.getByText("PATCH /v2/").first().isVisible()).toBe(true);
    expect(await page.locator(".filters").isVisible()).toBe(false);
    await page.locator('[id="mount.accepted"] > summary').click();
    expect(await page.locator('[id="mount.accepted"] .body').isVisible()).toBe(true);
  });

  it("shows the course of the run, and leads from there to a scenario", async () => {
    const page = await open();
    await page.locator(".waterfall > summary").click();
    expect(await page.locator(".waterfall svg").count()).toBe(5);
    await page.locator(".waterfall a", { hasText: "three chunks" }).click();
    // The page opens it when the fragment has changed, a moment after the click.
    await page.locator(".scenario[open] > summary", { hasText: "three chunks" }).waitFor();
  });

  it("shows what is accepted as broken all the same", async () => {
    const page = await open();
    const accepted = page.locator('[id="push.monolithic.location"]');
    expect(await accepted.getAttribute("data-verdict")).toBe("fail");
    expect(await accepted.locator(".body .accepted").textContent()).toContain(
      "accepted until 2026-12-31: mended in 2.9",
    );
    expect(await page.getByText("its entry can go").count()).toBe(1);
  });

  it("marks where what came differs from what was expected", async () => {
    const page = await open();
    const marks = page.locator('[id="push.chunked.out-of-order"] .compared mark');
    expect(await marks.allTextContents()).toEqual(["416", "202"]);
  });

  it("prints what counts", async () => {
    const page = await open();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".filters:visible, .log:visible, .copy:visible").count()).toBe(0);
    expect(await page.locator('[id="pull.blob.unknown-404"] .compared').isVisible()).toBe(true);
  });

  const looks = [390, 1280].flatMap((width) =>
    (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
  );
  it.each(looks)("fits and is accessible at $width px, $colorScheme", async ({ width, colorScheme }) => {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    await page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  });

  it("opens a report of 10,000 exchanges, filters it and shows its exchanges", async () => {
    const page = await open({ at: largeUrl });
    await page.locator("[name=q]").fill("requirement-12");
    await page.locator("output", { hasText: "of 200" }).waitFor();
    await visible(page).first().locator("summary").first().click();
    expect(await visible(page).first().locator(".exchange").count()).toBe(3);
  });
});
