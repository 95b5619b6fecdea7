import type { Report, Result, Verdict } from "../../schemas/report.ts";
import { withinLimit } from "../annotation-limit.ts";
import { acceptance, said } from "../said.ts";
import { levelText } from "../wording.ts";
import type { Annotation } from "../workflow-command.ts";

/**
 * Workflow commands that annotate a GitHub Actions job: an error for what is broken, a warning for what is not as it should
 * be, a notice for what the baseline accepts. One a line, to be printed on standard output.
 */
export function githubAnnotations({ results, baseline }: Report): string[] {
  const open = results.filter(({ accepted }) => !accepted);
  const of = (...wanted: Verdict[]) => open.filter(({ verdict }) => wanted.includes(verdict));
  const annotations = [
    ...of("fail", "error").map((result) => annotation("error", result)),
    ...(baseline?.stale ?? []).map(staleEntry),
    ...of("warn").map((result) => annotation("warning", result)),
    ...results.filter(({ accepted }) => accepted).map((result) => annotation("notice", result)),
  ];
  return withinLimit(annotations, "see the report").commands;
}

function annotation(kind: Annotation["kind"], result: Result): Annotation {
  const { requirement, title, section, accepted } = result;
  const lines = [`${title}: ${said(result)}`, ...(accepted ? [acceptance(result)] : []), section];
  return { kind, properties: { title: `${requirement} (${levelText(result)})` }, message: lines.join("\n") };
}

function staleEntry(id: string): Annotation {
  const message = "the requirement is kept: its entry in the baseline can go";
  return { kind: "error", properties: { title: id }, message };
}
