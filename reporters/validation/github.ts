import type { ValidationReport } from "../../schemas/validation.ts";
import { workflowCommand } from "../workflow-command.ts";
import { placeText } from "./place.ts";

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands of GitHub Actions: a line for each finding, which becomes an annotation. */
export function githubAnnotations({ inputs }: ValidationReport): string {
  const lines = inputs.flatMap(({ input, findings, problem }) => [
    ...(problem ? [workflowCommand("error", { file: input, title: "cannot be validated" }, problem.message)] : []),
    ...findings.map(({ requirement, severity, place, message, expected, found, advice }) =>
      workflowCommand(
        commands[severity],
        { file: input, title: requirement },
        `${placeText(place)}: ${message}\nexpected: ${expected}\nfound: ${found}\n${advice}`,
      ),
    ),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}
