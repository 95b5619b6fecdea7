import type { Report } from "../schemas/report.ts";
import { conclusionOf } from "./conclusion.ts";
import { paceLine } from "./pace.ts";
import { statusSigns, verdictSigns } from "./signs.ts";
import { accepted, leftovers } from "./terminal/baseline.ts";
import { findings, remarks } from "./terminal/findings.ts";
import { type Page, pageOf } from "./terminal/page.ts";
import { errors, skips, undecided } from "./terminal/undecided.ts";
import { oneLine } from "./visible.ts";
import { occurring, specName } from "./wording.ts";

export interface TerminalOptions {
  color: boolean;
  /** Every skipped, undecided and optional requirement by name, and every remark. */
  verbose: boolean;
  /** Only what is broken, and the conclusion. */
  quiet: boolean;
}

/** What a person reads at the end of a run. The last line is the conclusion; no line break follows it. */
export function renderTerminal(report: Report, { color, verbose, quiet }: TerminalOptions): string {
  const page = pageOf(report, color, verbose);
  const sections = quiet
    ? [findings(page, "fail"), leftovers(page), conclusion(page)]
    : [
        header(page),
        categories(page),
        findings(page, "fail"),
        findings(page, "warn"),
        accepted(page),
        undecided(page),
        errors(page),
        skips(page),
        ...(verbose ? [remarks(page)] : []),
        leftovers(page),
        [...totals(page), ...conclusion(page)],
      ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function header({ report, bold, dim }: Page): string[] {
  const { target, spec, tool } = report;
  const product = target.product ? `  ${oneLine(target.product, 100)}` : "";
  return [
    `${bold(oneLine(target.url, 200))}${product}`,
    dim(`${specName(spec.distribution)} · ${tool.name} ${oneLine(tool.version, 30)}`),
  ];
}

function categories({ report, toned, dim }: Page): string[] {
  return report.summary.categories.map(({ id, status, verdicts }) => {
    const sign = statusSigns[status];
    return `${toned(sign)} ${id.padEnd(11)} ${toned(sign, status.padEnd(15))} ${dim(countsLine(verdicts))}`;
  });
}

function totals({ report, toned, dim }: Page): string[] {
  const { summary } = report;
  const counts = occurring(summary.verdicts).map(([verdict, count]) =>
    toned(verdictSigns[verdict], `${count} ${verdict}`),
  );
  return [`${counts.join(dim(" · "))}${dim(`   ${paceLine(report)}`)}`];
}

function conclusion({ report, toned, bold }: Page): string[] {
  const { status, headline, detail } = conclusionOf(report);
  const sign = statusSigns[status];
  return [`${toned(sign)} ${bold(toned(sign, `${headline}.`))} ${detail}`];
}

function countsLine(verdicts: Report["summary"]["verdicts"]): string {
  return occurring(verdicts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(" · ");
}
