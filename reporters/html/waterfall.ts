import type { Exchange } from "../../client/exchange.ts";
import type { Sign } from "../signs.ts";
import { counted, duration } from "../wording.ts";

/** One scenario in the course of the run. */
export interface WaterfallRow {
  title: string;
  /** Id of the scenario on the page. */
  id: string;
  /** For those who do not see the bars. */
  label: string;
  took: string;
  /** What was under way when, as an SVG path for each tone, in a box of 100 by 1 that is the whole run. */
  paths: { tone: Sign["tone"]; d: string }[];
}

interface Span {
  title: string;
  id: string;
  exchanges: readonly Exchange[];
}

/** The scenarios by when they began, each with its exchanges as bars. */
export function waterfallOf(scenarios: readonly Span[]): WaterfallRow[] {
  const begin = least(scenarios.flatMap(({ exchanges }) => exchanges.map(startOf)));
  const end = most(scenarios.flatMap(({ exchanges }) => exchanges.map(endOf)));
  const scale = 100 / Math.max(end - begin, 1);
  return scenarios
    .filter(({ exchanges }) => exchanges.length > 0)
    .map(({ title, id, exchanges }) => {
      const from = least(exchanges.map(startOf));
      const took = duration(most(exchanges.map(endOf)) - from);
      const label = `${counted(exchanges.length, "request")} in ${took}, ${duration(from - begin)} after the start`;
      return { title, id, label, took, from, paths: pathsOf(exchanges, begin, scale) };
    })
    .sort((a, b) => a.from - b.from);
}

function pathsOf(exchanges: readonly Exchange[], begin: number, scale: number): WaterfallRow["paths"] {
  const bars = new Map<Sign["tone"], string>();
  for (const exchange of exchanges) {
    const tone = exchange.response ? "note" : "bad";
    const x = round((startOf(exchange) - begin) * scale);
    const width = Math.max(round((endOf(exchange) - startOf(exchange)) * scale), 0.2);
    bars.set(tone, `${bars.get(tone) ?? ""}M${x} 0h${width}v1h-${width}z`);
  }
  return [...bars].map(([tone, d]) => ({ tone, d }));
}

function startOf({ startedAt }: Exchange): number {
  return Date.parse(startedAt);
}

function endOf(exchange: Exchange): number {
  return startOf(exchange) + exchange.timings.totalMs;
}

/** Not by spreading into `Math.min`, which takes no tens of thousands of arguments. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
