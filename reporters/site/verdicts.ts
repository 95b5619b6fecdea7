import type { CategoryStatus, Verdict } from "../../schemas/report.ts";
import { type Sign, statusSigns, verdictSigns } from "../signs.ts";

const unknown: Sign = { symbol: "·", tone: "quiet" };

/** How a verdict looks, known or not. */
export function signOf(verdict: string): Sign {
  return Object.hasOwn(verdictSigns, verdict) ? verdictSigns[verdict as Verdict] : unknown;
}

export function statusSignOf(status: string): Sign {
  return Object.hasOwn(statusSigns, status) ? statusSigns[status as CategoryStatus] : unknown;
}

/** The worst first; a verdict that is not known stands between what is open and what is good. */
const order = ["fail", "error", "blocked", "warn", "", "info", "skip", "pass"];

export function rankOf(verdict: string): number {
  const rank = order.indexOf(verdict);
  return rank < 0 ? order.indexOf("") : rank;
}

/** Verdicts with how often they occur, the worst first. */
export function counted(counts: ReadonlyMap<string, number>): { verdict: string; count: number; sign: Sign }[] {
  return [...counts]
    .map(([verdict, count]) => ({ verdict, count, sign: signOf(verdict) }))
    .sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict));
}

/** What of the counts is worth a reader's eye: what is not good, or that all is. */
export function notable(counts: ReadonlyMap<string, number>): { verdict: string; count: number; sign: Sign }[] {
  const all = counted(counts);
  const odd = all.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict));
  const passed = all.filter(({ verdict }) => verdict === "pass");
  return [odd, passed, all].find((some) => some.length > 0) ?? [];
}

/** The counts as parts of one bar, places and widths in hundredths of it; the best first. */
export function barOf(counts: ReadonlyMap<string, number>): { tone: Sign["tone"]; x: number; width: number }[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let x = 0;
  return counted(counts)
    .toReversed()
    .map(({ count, sign }) => {
      const width = (100 * count) / total;
      const segment = { tone: sign.tone, x: Number(x.toFixed(2)), width: Number(width.toFixed(2)) };
      x += width;
      return segment;
    });
}
