import { type Change, type Comparison, changeKinds } from "../comparison.ts";
import { code, link, table } from "../markdown/text.ts";
import { headings, saidOf, sideText, standingText, tally } from "./words.ts";

/** GitHub-flavoured Markdown, for a merge request; what a target said stands in code. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const sections = changeKinds.flatMap((kind) => {
    const found = comparison.changes.filter((change) => change.kind === kind);
    return found.length === 0
      ? []
      : [
          `## ${headings[kind]}: ${found.length}\n\n${table(["requirement", "verdict", "what was found"], found.map(row))}`,
        ];
  });
  const sides = `- before: ${code(sideText(comparison.before))}\n- after: ${code(sideText(comparison.after))}`;
  return `${[`# ${tally(comparison)}`, sides, ...sections].join("\n\n")}\n`;
}

function row(change: Change): string[] {
  const said = saidOf(change);
  return [link(code(change.requirement), change.section), standingText(change), said ? code(said) : ""];
}
