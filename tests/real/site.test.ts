import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeSite } from "../../engine/site.ts";
import { document, documents } from "../reporters/site/documents.ts";
import { executablePath, isInstalled, WatchedBrowser } from "./watched-browser.ts";

// Run by `npx vitest run --config vitest.real.config.ts tests/real/site.test.ts`.

describe.skipIf(!isInstalled)(`The site in a browser (needs ${executablePath})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-"));
  const root = pathToFileURL(join(folder, "site/")).href;
  let browser: WatchedBrowser;

  beforeAll(async () => {
    makeSite([...written("reports", documents())], join(folder, "site"));
    browser = await WatchedBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => browser.expectSilence());

  /** Writes each document into a folder of its own; returns the folders. */
  function written(name: string, all: readonly unknown[]): string[] {
    return all.map((each) => {
      const own = mkdtempSync(join(folder, `${name}-`));
      writeFileSync(join(own, "report.json"), JSON.stringify(each));
      return own;
    });
  }

  function open(path: string, options: BrowserContextOptions & { at?: string } = {}): Promise<Page> {
    const { at = root, ...context } = options;
    return browser.open(at, path, context);
  }

  const items = (page: Page) => page.locator("[data-item]:visible");

  it("leads from the products to one of them, to a requirement and back to who alone breaks it", async () => {
    const page = await open("index.html");
    expect(await page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX")).toBe("auto");
    await page.getByRole("link", { name: "acme" }).first().click();
    await page.locator("h1", { hasText: /^acme$/ }).waitFor();
    await page.locator("summary", { hasText: "From 2.9.0 to 2.10.0" }).click();
    await page.locator("details[open] a").last().click();
    await page.locator("code", { hasText: "push.put.created-201" }).first().waitFor();
    await page.locator(".callout a", { hasText: "acme" }).click();
    await page.locator("h1", { hasText: "acme" }).waitFor();
    await page.getByRole("navigation", { name: "Site" }).getByText("Requirements").click();
    await page.getByRole("navigation", { name: "Category" }).getByText("push").click();
    await page.getByRole("navigation", { name: "Version" }).getByText("2.0-rc").click();
    await page.locator("h1", { hasText: "Requirements: push" }).waitFor();
  });

  it("filters by words and choices, and keeps the view in the URL", async () => {
    const page = await open("matrix/1.1/push.html");
    const all = await items(page).count();
    expect(all).toBeGreaterThan(2);
    await page.getByLabel("Verdict on some product").selectOption("fail");
    expect(await items(page).count()).toBe(1);
    await page.getByLabel("Failures").selectOption("yes");
    await page.getByLabel("Search").fill("CREATED push");
    expect(await page.locator("output").textContent()).toBe(`1 of ${all}`);
    expect(await page.locator("section:visible").count()).toBe(1);
    expect(new URL(page.url()).hash).toBe("#q=CREATED+push&verdict=fail&alone=yes");
    await page.reload();
    expect(await items(page).count()).toBe(1);
    await page.getByText("Show all").click();
    await page.locator("output", { hasText: `All ${all}` }).waitFor();
    expect(new URL(page.url()).hash).toBe("");
  });

  it("finds products and requirements, also by a link to a search", async () => {
    const page = await open("search.html#q=acme");
    expect(await items(page).allTextContents()).toEqual([expect.stringContaining("acme")]);
    await page.getByLabel("Search", { exact: true }).fill("chunked.patch-202");
    await items(page).locator("a").click();
    await page.locator("code", { hasText: "push.chunked.patch-202" }).first().waitFor();
  });

  it("shows everything without scripts", async () => {
    const page = await open("search.html", { javaScriptEnabled: false });
    expect(await page.locator("form").isVisible()).toBe(false);
    expect(await items(page).count()).toBeGreaterThan(380);
    await page.getByRole("navigation", { name: "Site" }).getByText("Capabilities").click();
    await page.locator("td").getByText("offered", { exact: true }).first().waitFor();
  });

  it("lets nothing that a report says do anything", async () => {
    for (const path of ["index.html", "capabilities.html"]) {
      const page = await open(path);
      expect(await page.evaluate("window.breached")).toBeUndefined();
      expect(await page.evaluate("[...document.links].every(({ protocol }) => /^(file|https):$/.test(protocol))")).toBe(
        true,
      );
      await page.locator("th a", { hasText: "evil" }).first().click();
      await page.locator("h1", { hasText: "</script></pre><script>window.breached" }).waitFor();
      expect(await page.evaluate("window.breached")).toBeUndefined();
      expect(await page.locator("img:not(.badges img), iframe").count()).toBe(0);
    }
  });

  it("refuses a script or a style that is not its own", async () => {
    const page = await open("index.html");
    await page.evaluate(`
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.breached = 1" }));
      document.body.append(Object.assign(document.createElement("style"), { textContent: "body { display: none }" }));
    `);
    expect(await page.evaluate("window.breached")).toBeUndefined();
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(browser.complaints.splice(0).filter((text) => text.includes("Content Security Policy"))).toHaveLength(2);
  });

  it("works by keyboard alone", async () => {
    const page = await open("index.html");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("name")).toBe("q");
    await page.keyboard.type("beta");
    expect(await items(page).count()).toBe(2);
  });

  /** Long lists are filtered: axe takes seconds for hundreds of entries that are alike. */
  const pages = [
    "index.html",
    "matrix/1.1/push.html",
    "product/acme.html",
    "requirement/push.put.created-201.html",
    "spec/1.1.html#q=chunked",
    "capabilities.html",
    "search.html#q=referrers",
    "about.html",
  ];
  const looks = [390, 1280].flatMap((width) =>
    (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
  );
  it.each(looks)("fits and is accessible at $width px, $colorScheme", async ({ width, colorScheme }) => {
    for (const path of pages) {
      const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
      await page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })");
      expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, width]);
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate("axe.run({ preload: false })")) as axe.AxeResults;
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
        [],
      );
      await page.close();
    }
  });

  it("takes hundreds of products, and filters them", async () => {
    const verdicts = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`push.area.requirement-${n}`, "pass"]));
    const many = Array.from({ length: 300 }, (_, n) => document(`product-${n}@1.${n}`, verdicts));
    makeSite(written("many", many), join(folder, "large"));
    const page = await open("matrix/1.1/push.html", { at: pathToFileURL(join(folder, "large/")).href });
    expect(await page.locator("td").count()).toBe(150 * 300);
    await page.locator("[name=q]").fill("requirement-14");
    await page.locator("output", { hasText: "11 of 150" }).waitFor();
  });
});
