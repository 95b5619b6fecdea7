import { oneLine } from "./visible.ts";
import { type Annotation, workflowCommand } from "./workflow-command.ts";

/** GitHub takes ten annotations of a kind from a step and drops the others without a word; our tenth counts them. */
const taken = 10;

/**
 * The workflow commands for as many annotations as GitHub takes, and the annotations that are left.
 * @param where where a reader finds those that are left: "see the report"
 */
export function withinLimit(
  annotations: readonly Annotation[],
  where: string,
): { commands: string[]; left: Annotation[] } {
  const kinds = (["error", "warning", "notice"] as const).map((kind) => {
    const all = annotations.filter((annotation) => annotation.kind === kind);
    const shown = all.length > taken ? all.slice(0, taken - 1) : all;
    const left = all.slice(shown.length);
    const rest: Annotation = {
      kind,
      properties: { title: "oci-conformance" },
      message: `and ${left.length} more, ${where}`,
    };
    return { commands: [...shown, ...(left.length > 0 ? [rest] : [])].map(workflowCommand), left };
  });
  return { commands: kinds.flatMap(({ commands }) => commands), left: kinds.flatMap(({ left }) => left) };
}

/** The workflow commands, a line each, and what GitHub takes no annotation for as lines of the log below them. */
export function annotationLog(annotations: readonly Annotation[]): string {
  const { commands, left } = withinLimit(annotations, "see the log");
  return [...commands, ...left.map(logLine)].map((line) => `${line}\n`).join("");
}

function logLine({ kind, properties: { title, file, line }, message }: Annotation): string {
  const place = file === undefined ? "" : ` ${file}${line === undefined ? "" : `:${line}`}`;
  return oneLine(`${kind}:${place} ${title}: ${message}`);
}
