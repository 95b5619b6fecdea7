import type { ValidationReport } from "../../schemas/validation.ts";
import { annotationLog } from "../annotation-limit.ts";
import type { Annotation } from "../workflow-command.ts";
import { placeText } from "./place.ts";

const kinds = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands of GitHub Actions: one for each finding, which becomes an annotation, up to GitHub's limit. */
export function githubAnnotations({ inputs }: ValidationReport): string {
  return annotationLog(
    inputs.flatMap(({ input, findings, problem }): Annotation[] => [
      ...(problem ? [unreadable(input, problem.message)] : []),
      ...findings.map(({ requirement, severity, place, message, expected, found, advice }) => ({
        kind: kinds[severity],
        properties: { file: input, title: requirement },
        message: `${placeText(place)}: ${message}\nexpected: ${expected}\nfound: ${found}\n${advice}`,
      })),
    ]),
  );
}

function unreadable(file: string, message: string): Annotation {
  return { kind: "error", properties: { file, title: "cannot be validated" }, message };
}
