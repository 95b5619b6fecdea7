import type { Exchange } from "../../client/exchange.ts";
import type { Result } from "../../schemas/report.ts";
import { verdictSigns } from "../signs.ts";
import { oneLine } from "../visible.ts";
import { abbreviated, levelText } from "../wording.ts";
import type { Page } from "./page.ts";

const headings = { fail: "Broken", warn: "Warnings" };

/** Every failure or warning that the baseline does not accept, with what was expected, what came, where, and what the spec says about it. */
export function findings(page: Page, verdict: "fail" | "warn"): string[] {
  const found = page.report.results.filter((result) => result.verdict === verdict && !result.accepted);
  if (found.length === 0) return [];
  const blocks = found.map((result) => finding(page, result).join("\n"));
  return [page.bold(`${headings[verdict]}: ${found.length}`), blocks.join("\n\n")];
}

function finding(page: Page, result: Result): string[] {
  const { toned, bold, dim } = page;
  const sign = verdictSigns[result.verdict];
  const { expected, received, message } = result;
  const said =
    expected === undefined
      ? [["", message]]
      : [
          ["expected", expected],
          ["received", received],
        ];
  const rows = [
    ...said,
    ["step", stepOf(page, result)],
    ["spec", result.section],
    ...(page.verbose ? (result.notes ?? []).map((note) => ["note", note]) : []),
  ];
  return [
    `  ${toned(sign)} ${bold(oneLine(result.requirement, 100))}  ${toned(sign, levelText(result))}`,
    `    ${oneLine(result.title, 200)}`,
    ...rows.flatMap(([label = "", text]) => (text ? [`    ${dim(label.padEnd(8))}  ${oneLine(text, 300)}`] : [])),
  ];
}

function stepOf({ report }: Page, { exchanges, scenario }: Result): string | undefined {
  const exchange = report.exchanges.find(({ id }) => id === exchanges[0]);
  return exchange && `${exchange.step} (${requestLine(exchange, report.target.url)}) of "${scenario}"`;
}

/** `GET /v2/… → 404` */
function requestLine({ request, response, error }: Exchange, targetUrl: string): string {
  const place = request.url.startsWith(`${targetUrl}/`) ? request.url.slice(targetUrl.length) : request.url;
  const outcome = response?.status ?? error?.kind ?? "no answer";
  return `${request.method} ${oneLine(abbreviated(place), 160)} → ${outcome}`;
}

/** What the target chose to do where the spec leaves it free, and remarks on everything else. */
export function remarks({ report, bold, dim, toned }: Page): string[] {
  const remarked = report.results.filter(
    ({ verdict, notes }) => verdict === "info" || (notes && verdict !== "fail" && verdict !== "warn"),
  );
  if (remarked.length === 0) return [];
  const lines = remarked.flatMap(({ requirement, verdict, message, notes = [] }) => [
    `  ${toned(verdictSigns[verdict])} ${oneLine(requirement, 100)}${message ? `  ${dim(oneLine(message, 200))}` : ""}`,
    ...notes.map((note) => `    ${dim(oneLine(note, 300))}`),
  ]);
  return [bold("Options and remarks"), ...lines];
}
