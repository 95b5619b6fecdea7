import type { Report, Result, Verdict } from "../../schemas/report.ts";
import { said } from "../said.ts";
import { oneLine } from "../visible.ts";
import { counted, levelText } from "../wording.ts";
import { workflowCommand } from "../workflow-command.ts";

/** GitHub shows ten annotations of a kind per step; the last of ours says how many more there are. */
const shown = 9;

/**
 * Workflow commands that annotate a GitHub Actions job: an error for what is broken, a warning for what is not as it should
 * be, a notice for what the baseline accepts. One a line, to be printed on standard output.
 */
export function githubAnnotations({ results, baseline }: Report): string[] {
  const open = results.filter(({ accepted }) => !accepted);
  const of = (...wanted: Verdict[]) => open.filter(({ verdict }) => wanted.includes(verdict));
  return [
    ...annotations("error", of("fail", "error")),
    ...(baseline?.stale ?? []).map((id) =>
      workflowCommand("error", { title: id }, "the requirement is kept: its entry in the baseline can go"),
    ),
    ...annotations("warning", of("warn")),
    ...annotations(
      "notice",
      results.filter(({ accepted }) => accepted),
    ),
  ];
}

function annotations(kind: "error" | "warning" | "notice", results: readonly Result[]): string[] {
  const lines = results.slice(0, shown).map((result) => {
    const title = `${result.requirement} (${levelText(result)})`;
    return workflowCommand(kind, { title }, messageOf(result));
  });
  const more = results.length - lines.length;
  return more > 0
    ? [
        ...lines,
        workflowCommand(kind, { title: "oci-conformance" }, `and ${counted(more, "more requirement")}, see the report`),
      ]
    : lines;
}

function messageOf(result: Result): string {
  const { title, section, accepted } = result;
  return [`${title}: ${said(result)}`, ...(accepted ? [`accepted: ${oneLine(accepted.reason)}`] : []), section].join(
    "\n",
  );
}
