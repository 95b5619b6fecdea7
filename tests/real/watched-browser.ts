import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Debian's; another one by `CHROMIUM`. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const isInstalled = existsSync(executablePath);

/** A browser in which no page may complain, or ask for anything outside of where it lies. */
export class WatchedBrowser {
  readonly #browser: Browser;
  /** What its pages complained about, and what they asked for elsewhere. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<WatchedBrowser> {
    return new WatchedBrowser(await chromium.launch({ executablePath, args: ["--no-sandbox"] }));
  }

  /** @param at URL that every request of the page must begin with */
  async open(at: string, path: string, options: BrowserContextOptions): Promise<Page> {
    const page = await (await this.#browser.newContext(options)).newPage();
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => this.complaints.push(message.text()));
    page.on("dialog", (dialog) => this.complaints.push(dialog.message()));
    page.on("request", (request) => {
      if (!request.url().startsWith(at)) this.complaints.push(request.url());
    });
    await page.goto(at + path);
    return page;
  }

  /** After each test: closes its pages, and fails when one of them complained. */
  async expectSilence(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    expect(this.complaints.splice(0)).toEqual([]);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
