import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Report } from "../schemas/report.ts";
import { pageView } from "./html/page-view.ts";
import { templates } from "./templates.ts";

/**
 * The report as one self-contained page: no network, readable without scripts, every byte of the target shown as
 * text. The policy lets nothing run but the page's own script.
 */
export function renderHtml(report: Report): string {
  return templates.render("./html/page", { ...pageView(report), style, script, policy });
}

const [look, page, script] = ["look.css", "html/page.css", "html/page.js"].map((file) =>
  readFileSync(new URL(file, import.meta.url), "utf8"),
) as [string, string, string];
const style = look + page;

const policy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
