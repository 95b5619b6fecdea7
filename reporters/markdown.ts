import type { Report, Result, Verdict } from "../schemas/report.ts";
import { conclusionOf } from "./conclusion.ts";
import { code, fence, link, plain, table } from "./markdown/text.ts";
import { reproducer } from "./reproduce.ts";
import { causeLine } from "./root-cause.ts";
import { acceptance, said } from "./said.ts";
import { statusSigns, verdictSigns } from "./signs.ts";
import { counted, dayOf, duration, levelText, occurring, specName } from "./wording.ts";

export interface MarkdownOptions {
  /** How many findings of a kind are told in full before the rest is only counted. */
  findings?: number;
}

/**
 * GitHub-flavoured Markdown: conclusion, categories, and what is broken with the commands that show it again. Whatever
 * the target said stands in code, so that it can be neither markup, nor a link, nor a mention.
 */
export function renderMarkdown(report: Report, { findings = Number.POSITIVE_INFINITY }: MarkdownOptions = {}): string {
  const { headline, detail, status } = conclusionOf(report);
  const accepted = report.results.filter((result) => result.accepted);
  const open = report.results.filter((result) => !result.accepted);
  const finding = findingsOf(report);
  const sections = [
    `# ${statusSigns[status].symbol} ${headline}`,
    plain(detail),
    factsOf(report),
    categoriesOf(report),
    finding("Broken", open, "fail", findings),
    finding("Warnings", open, "warn", findings),
    acceptedOf(accepted),
    leftoversOf(report),
    undecidedOf(report),
    listOf("Errors", open, "error", findings),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function factsOf(report: Report): string {
  const { target, spec, tool, startedAt, finishedAt, summary, results } = report;
  const took = duration(Date.parse(finishedAt) - Date.parse(startedAt));
  return [
    `${target.product ? `${code(target.product)} at ` : ""}${code(target.url)}, judged by the ${specName(spec.distribution)}:`,
    `${counted(results.length, "requirement")}, ${counted(summary.requests, "request")} in ${took},`,
    `${dayOf(report)}, ${tool.name} ${plain(tool.version)}.`,
  ].join("\n");
}

function categoriesOf({ summary }: Report): string {
  return table(
    ["category", "status", "verdicts"],
    summary.categories.map(({ id, status, verdicts }) => [
      id,
      `${statusSigns[status].symbol} ${status}`,
      occurring(verdicts)
        .map(([verdict, count]) => `${count} ${verdict}`)
        .join(", "),
    ]),
  );
}

function findingsOf(report: Report) {
  const reproductionOf = reproducer(report);
  const known = new Set(report.exchanges.map(({ id }) => id));
  const block = (result: Result): string => {
    const { verdict, requirement, title, section, expected, received, exchanges } = result;
    const shownBy = exchanges.find((id) => known.has(id));
    return [
      `### ${verdictSigns[verdict].symbol} ${code(requirement)} (${levelText(result)})`,
      "",
      `${plain(title)} (${link("spec", section)}).`,
      "",
      ...(expected === undefined
        ? [`- ${code(said(result))}`]
        : [`- expected ${code(expected)}`, `- received ${code(received ?? "")}`]),
      ...(shownBy
        ? [
            "",
            "<details><summary>Repeat it by hand</summary>",
            "",
            fence(reproductionOf(shownBy), "sh"),
            "",
            "</details>",
          ]
        : []),
    ].join("\n");
  };
  return (heading: string, results: readonly Result[], verdict: Verdict, limit: number): string => {
    const found = results.filter((result) => result.verdict === verdict);
    if (found.length === 0) return "";
    const blocks = found.slice(0, limit).map(block);
    return [`## ${heading}: ${found.length}`, ...blocks, ...rest(found.length - blocks.length)].join("\n\n");
  };
}

function acceptedOf(results: readonly Result[]): string {
  if (results.length === 0) return "";
  const lines = results.map(
    (result) => `- ${verdictSigns[result.verdict].symbol} ${code(result.requirement)}: ${code(acceptance(result))}`,
  );
  return [`## Accepted by the baseline, and still not as the spec says: ${results.length}`, "", ...lines].join("\n");
}

function leftoversOf({ baseline }: Report): string {
  const { stale = [], expired = [] } = baseline ?? {};
  if (stale.length + expired.length === 0) return "";
  const lines = [
    ...stale.map((id) => `- ${code(id)} is kept: its entry can go.`),
    ...expired.map((id) => `- The entry of ${code(id)} had expired.`),
  ];
  return ["## What the baseline no longer needs", "", ...lines].join("\n");
}

function undecidedOf(report: Report): string {
  const { verdicts, rootCauses } = report.summary;
  if (verdicts.blocked === 0) return "";
  const lines = rootCauses.map((cause) => `- ${code(causeLine(report, cause))}`);
  return [`## Not decided: ${verdicts.blocked}`, "", ...lines].join("\n");
}

function listOf(heading: string, results: readonly Result[], verdict: Verdict, limit: number): string {
  const found = results.filter((result) => result.verdict === verdict);
  if (found.length === 0) return "";
  const lines = found.slice(0, limit).map((result) => `- ${code(result.requirement)}: ${code(said(result))}`);
  return [[`## ${heading}: ${found.length}`, "", ...lines].join("\n"), ...rest(found.length - lines.length)].join(
    "\n\n",
  );
}

function rest(count: number): string[] {
  return count > 0 ? [`And ${count} more.`] : [];
}
