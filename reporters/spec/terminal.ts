import pc from "picocolors";
import type { CheckedExample } from "../../specs/checked-example.ts";
import type { Passage } from "../../specs/statement.ts";
import type { SpecCheck, StatementChange } from "../../specs/statement-change.ts";
import { oneLine } from "../visible.ts";
import { changeTally, changeWords, coverWords, levelWord, passageOf, wholeText } from "./change-words.ts";

type Colors = ReturnType<typeof pc.createColors>;

/** What a person reads: each change with its old and new words, then what is uncovered or astray, then the conclusion. */
export function specCheckText(check: SpecCheck, { color }: { color: boolean }): string {
  const colors = pc.createColors(color);
  const { changes, uncovered, astray, base, spec, version } = check;
  const lines = [
    colors.bold(`${spec}-spec against the catalogue of ${version}${base === null ? "" : `, compared with ${base}`}`),
    ...changes.flatMap((change) => ["", ...changeLines(change, colors)]),
    ...(base === null ? uncovered.flatMap((passage) => ["", ...uncoveredLines(passage, colors)]) : []),
    ...(base === null && astray.length > 0
      ? ["", colors.bold("The catalogue stands on what the text does not have")]
      : []),
    ...(base === null ? astray : []).map(
      ({ requirement, reference, movedTo }) =>
        `  ${colors.red("✗")} ${requirement}  ${colors.dim(reference)}${movedTo === null ? "" : `  now ${movedTo}`}`,
    ),
    ...exampleLines(check.examples, colors),
    "",
    conclusion(check, colors),
  ];
  return `${lines.join("\n")}\n`;
}

function changeLines(change: StatementChange, { bold, dim, red, green, yellow }: Colors): string[] {
  const { file, line, anchor } = passageOf(change);
  const sign = change.uncovered ? red("✗") : change.kind === "level" ? yellow("!") : dim("·");
  return [
    `${sign} ${bold(changeWords(change))}  ${place(file, line, anchor, dim)}`,
    ...(change.old && change.kind !== "moved" ? [red(`    - ${oneLine(wholeText(change.old))}`)] : []),
    ...(change.new ? [green(`    + ${oneLine(wholeText(change.new))}`)] : []),
    `    ${change.uncovered ? red(coverWords(change)) : dim(coverWords(change))}`,
  ];
}

function uncoveredLines(passage: Passage, { bold, dim, red }: Colors): string[] {
  return [
    `${red("✗")} ${bold(levelWord(passage.level))}  ${place(passage.file, passage.line, passage.anchor, dim)}`,
    `    ${oneLine(wholeText(passage))}`,
    `    ${red("no requirement and no reason")}`,
  ];
}

function exampleLines(examples: readonly CheckedExample[], { bold, dim, red, green }: Colors): string[] {
  if (examples.length === 0) return [];
  return [
    "",
    bold("JSON examples"),
    ...examples.flatMap(({ file, line, anchor, kind, verdict, problems }) => [
      `  ${verdict === "invalid" ? red("✗") : verdict === "valid" ? green("✓") : dim("–")} ${place(file, line, anchor, dim)}  ${verdict}${kind === null ? "" : ` ${kind}`}`,
      ...problems.map((problem) => `      ${oneLine(problem, 300)}`),
    ]),
  ];
}

function place(file: string, line: number, anchor: string, dim: (text: string) => string): string {
  return `${oneLine(file)}:${line} ${dim(oneLine(anchor))}`;
}

function conclusion(check: SpecCheck, { bold, red, green }: Colors): string {
  const { statements, changes, uncovered, base } = check;
  const astray = base === null ? check.astray : [];
  const wrong = check.examples.filter(({ verdict }) => verdict === "invalid").length;
  const counts = [
    `${statements} statements`,
    ...(base === null ? [] : [changeTally(changes)]),
    ...(uncovered.length > 0 ? [red(`${uncovered.length} uncovered`)] : []),
    ...(astray.length > 0 ? [red(`${astray.length} references astray`)] : []),
    ...(wrong > 0 ? [red(`${wrong} of ${check.examples.length} examples wrong`)] : []),
  ].join("; ");
  const answered = uncovered.length === 0 && astray.length === 0;
  const words = answered ? "Every statement is answered for." : "Not every statement is answered for.";
  return `${answered && wrong === 0 ? green("✓") : red("✗")} ${bold(words)} ${counts}.`;
}
