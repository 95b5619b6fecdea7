import type { SpecCheck, StatementChange } from "../../specs/statement-change.ts";
import { workflowCommand } from "../workflow-command.ts";
import { changeWords, coverWords, passageOf, wholeText } from "./change-words.ts";

/** Workflow commands of GitHub Actions: an annotation on each line whose statement changed or is uncovered. */
export function specCheckAnnotations({ base, changes, uncovered, astray, examples }: SpecCheck): string {
  const lines = [
    ...changes.map(annotation),
    ...(base === null ? uncovered : []).map((passage) =>
      workflowCommand(
        "error",
        { file: passage.file, line: passage.line, endLine: passage.endLine, title: "no requirement and no reason" },
        wholeText(passage),
      ),
    ),
    ...(base === null ? astray : []).map(({ requirement, reference }) =>
      workflowCommand(
        "error",
        { file: reference.replace(/#.*$/, ""), title: requirement },
        `it stands on ${reference}, which the text does not have`,
      ),
    ),
    ...examples
      .filter(({ verdict }) => verdict === "invalid")
      .map(({ file, line, kind, problems }) =>
        workflowCommand("error", { file, line, title: `no valid ${kind}` }, problems.join("\n")),
      ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function annotation(change: StatementChange): string {
  const { old, new: now, uncovered, kind } = change;
  const { file } = passageOf(change);
  const place: Record<string, string | number> = now ? { file, line: now.line, endLine: now.endLine } : { file };
  return workflowCommand(
    uncovered ? "error" : kind === "level" ? "warning" : "notice",
    { ...place, title: changeWords(change) },
    [
      ...(old ? [`before: ${wholeText(old)}`] : []),
      ...(now ? [`after: ${wholeText(now)}`] : []),
      `requirements: ${coverWords(change)}`,
    ].join("\n"),
  );
}
