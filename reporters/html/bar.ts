import type { Verdict } from "../../schemas/report.ts";
import { type Sign, verdictSigns } from "../signs.ts";
import { occurring } from "../wording.ts";

/** A piece of a bar; places and widths in hundredths of it. */
export interface Segment {
  tone: Sign["tone"];
  x: number;
  width: number;
}

/** The verdicts as parts of one bar, each as wide as its share. */
export function barOf(counts: Record<Verdict, number>): Segment[] {
  const shares = occurring(counts);
  const total = shares.reduce((sum, [, count]) => sum + count, 0);
  let x = 0;
  return shares.map(([verdict, count]) => {
    const width = (100 * count) / total;
    const segment = { tone: verdictSigns[verdict].tone, x: round(x), width: round(width) };
    x += width;
    return segment;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
