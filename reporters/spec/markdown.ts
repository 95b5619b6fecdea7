import type { Passage } from "../../specs/statement.ts";
import type { SpecCheck, StatementChange } from "../../specs/statement-change.ts";
import { oneLine } from "../visible.ts";
import { changeTally, changeWords, coverWords, levelWord, passageOf, wholeText } from "./change-words.ts";

/** The result as a comment on a pull request: old and new words side by side. */
export function specCheckMarkdown(check: SpecCheck): string {
  const { base, changes, uncovered, astray, spec, version, statements } = check;
  const verdict =
    uncovered.length === 0 && (base !== null || astray.length === 0)
      ? "every statement is answered for"
      : `${uncovered.length} without requirement or reason`;
  const summary = base === null ? `${statements} statements` : changeTally(changes);
  return [
    `### Statements of ${spec}-spec: ${summary}; ${verdict}`,
    "",
    `Held against the catalogue of ${version}${base === null ? "" : `, compared with ${code(base)}`}.`,
    ...table(["change", "where", "before", "after", "requirements"], changes.map(changeCells)),
    ...(base === null ? table(["uncovered", "where", "statement"], uncovered.map(uncoveredCells)) : []),
    ...(base === null
      ? table(
          ["requirement", "stands on what is not there", "now at"],
          astray.map(({ requirement, reference, movedTo }) => [
            code(requirement),
            code(reference),
            cell(movedTo ?? ""),
          ]),
        )
      : []),
    ...table(
      ["wrong example", "taken for", "problems"],
      check.examples
        .filter(({ verdict }) => verdict === "invalid")
        .map(({ file, line, anchor, kind, problems }) => [
          `${cell(file)}:${line} ${cell(anchor)}`,
          cell(kind ?? ""),
          problems.map(cell).join("<br>"),
        ]),
    ),
    "",
  ].join("\n");
}

function changeCells(change: StatementChange): string[] {
  const { requirements, uncovered } = change;
  return [
    `${uncovered ? "❌ " : change.kind === "level" ? "⚠️ " : ""}${cell(changeWords(change))}`,
    where(passageOf(change)),
    change.old ? cell(wholeText(change.old)) : "",
    change.new ? cell(wholeText(change.new)) : "",
    requirements.length > 0 ? requirements.map(code).join(" ") : cell(coverWords(change)),
  ];
}

function uncoveredCells(passage: Passage): string[] {
  return [levelWord(passage.level), where(passage), cell(wholeText(passage))];
}

function where({ file, line, anchor }: Passage): string {
  return `${cell(file)}:${line} ${cell(anchor)}`;
}

function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  return ["", row(head), row(head.map(() => "---")), ...rows.map(row)];
}

function row(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Text that stays text: what a pull request writes must not become markup, a link or a mention in the comment. */
function cell(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]|~#!]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;");
}

function code(text: string): string {
  return `\`${oneLine(text).replace(/[`|]/g, "")}\``;
}
