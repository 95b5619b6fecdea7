import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Report } from "../schemas/report.ts";
import { exchangeView } from "./html/exchange-view.ts";
import { pageView, scenariosOf } from "./html/page-view.ts";
import { reproducer } from "./reproduce.ts";
import { templates } from "./templates.ts";

/**
 * The report as one self-contained page: no network, readable without scripts, every byte of the target shown as
 * text. The policy lets nothing run but the page's own script.
 */
export function renderHtml(report: Report): string {
  return [...htmlPieces(report)].join("");
}

const exchangesInPiece = 50;

/** The page in pieces, so that a long one need not be held as a whole. */
export function* htmlPieces(report: Report): Generator<string> {
  const scenarios = scenariosOf(report);
  const page = { ...pageView(report, scenarios), style, script, policy };
  yield templates.render("./html/page-start", page);
  const reproductionOf = reproducer(report);
  for (const scenario of scenarios) {
    yield templates.render("./html/scenario", scenario);
    for (let at = 0; at < scenario.exchanges.length; at += exchangesInPiece) {
      const exchanges = scenario.exchanges.slice(at, at + exchangesInPiece).map((exchange) => ({
        ...exchangeView(exchange, report.target.url),
        reproduction: reproductionOf(exchange.id),
      }));
      yield templates.render("./html/exchanges", { exchanges });
    }
    yield "  </details>\n";
  }
  yield templates.render("./html/page-end", page);
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
