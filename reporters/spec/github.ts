import type { SpecCheck, StatementChange } from "../../specs/statement-change.ts";
import { annotationLog } from "../annotation-limit.ts";
import type { Annotation } from "../workflow-command.ts";
import { changeWords, coverWords, passageOf, wholeText } from "./change-words.ts";

/**
 * Workflow commands of GitHub Actions: an annotation on each line whose statement changed or is uncovered, up to GitHub's
 * limit.
 */
export function specCheckAnnotations({ base, changes, uncovered, astray, examples }: SpecCheck): string {
  return annotationLog([
    ...changes.map(ofChange),
    ...(base === null ? uncovered : []).map(
      (passage): Annotation => ({
        kind: "error",
        properties: {
          file: passage.file,
          line: passage.line,
          endLine: passage.endLine,
          title: "no requirement and no reason",
        },
        message: wholeText(passage),
      }),
    ),
    ...(base === null ? astray : []).map(
      ({ requirement, reference }): Annotation => ({
        kind: "error",
        properties: { file: reference.replace(/#.*$/, ""), title: requirement },
        message: `it stands on ${reference}, which the text does not have`,
      }),
    ),
    ...examples
      .filter(({ verdict }) => verdict === "invalid")
      .map(
        ({ file, line, kind, problems }): Annotation => ({
          kind: "error",
          properties: { file, line, title: `no valid ${kind}` },
          message: problems.join("\n"),
        }),
      ),
  ]);
}

function ofChange(change: StatementChange): Annotation {
  const { old, new: now, uncovered, kind } = change;
  const { file } = passageOf(change);
  const place = now ? { file, line: now.line, endLine: now.endLine } : { file };
  return {
    kind: uncovered ? "error" : kind === "level" ? "warning" : "notice",
    properties: { ...place, title: changeWords(change) },
    message: [
      ...(old ? [`before: ${wholeText(old)}`] : []),
      ...(now ? [`after: ${wholeText(now)}`] : []),
      `requirements: ${coverWords(change)}`,
    ].join("\n"),
  };
}
