import type { Statement } from "../../specs/statement.ts";
import { oneLine } from "../visible.ts";
import { levelWord } from "./change-words.ts";

/** Statements as a table: level, file and line, reference, words; under a line for each heading path. */
export function statementTable(statements: readonly Statement[]): string {
  const width = Math.max(0, ...statements.map((statement) => placeOf(statement).length));
  let section: string | undefined;
  const lines = statements.flatMap((statement) => {
    const path = `${statement.file}  ${statement.headings.join(" › ")}`;
    const heading = path === section ? [] : [...(section === undefined ? [] : [""]), oneLine(path)];
    section = path;
    return [...heading, `  ${row(statement, width)}`];
  });
  return `${[...lines, "", `${statements.length} statements`].join("\n")}\n`;
}

function row(statement: Statement, width: number): string {
  const level = `${levelWord(statement.level)}${statement.inherited ? "*" : ""}`;
  const fingerprint = statement.reference.slice(statement.reference.lastIndexOf("@") + 1);
  return `${level.padEnd(11)} ${placeOf(statement).padEnd(width)}  ${fingerprint}  ${oneLine(statement.text)}`;
}

function placeOf({ line, endLine }: Statement): string {
  return line === endLine ? `${line}` : `${line}-${endLine}`;
}
