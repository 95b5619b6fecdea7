import pc from "picocolors";
import { type Change, type ChangeKind, type Comparison, changeKinds } from "../comparison.ts";
import { verdictSigns } from "../signs.ts";
import { oneLine } from "../visible.ts";
import { headings, saidOf, sideText, standingText, tally } from "./words.ts";

/** What a person reads: what got worse first, with why. */
export function renderComparison(comparison: Comparison, { color }: { color: boolean }): string {
  const { bold, dim, red, green, yellow, cyan } = pc.createColors(color);
  const tones: Record<ChangeKind, (text: string) => string> = {
    worse: red,
    better: green,
    changed: yellow,
    new: cyan,
    gone: dim,
  };
  const lines = (change: Change) => {
    const sign = change.after ? verdictSigns[change.after.verdict].symbol : "·";
    const said = saidOf(change);
    return [
      `  ${tones[change.kind](sign)} ${bold(oneLine(change.requirement, 100))}  ${standingText(change)}`,
      `    ${oneLine(change.title, 200)}`,
      ...(said ? [`    ${dim(oneLine(said, 300))}`] : []),
    ];
  };
  const sections = changeKinds.flatMap((kind) => {
    const found = comparison.changes.filter((change) => change.kind === kind);
    return found.length === 0
      ? []
      : [[tones[kind](`${headings[kind]}: ${found.length}`), ...found.flatMap(lines)].join("\n")];
  });
  const head = [`${dim("before")}  ${sideText(comparison.before)}`, `${dim("after ")}  ${sideText(comparison.after)}`];
  return `${[head.join("\n"), ...sections, bold(tally(comparison))].join("\n\n")}\n`;
}
