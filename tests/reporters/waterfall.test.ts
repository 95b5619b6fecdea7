import { describe, expect, it } from "vitest";
import { waterfallOf } from "../../reporters/html/waterfall.ts";
import { exchange } from "./sample-report.ts";

const at = (ms: number, took: number) => ({
  startedAt: new Date(Date.UTC(2026, 6, 16, 9, 0, 0, ms)).toISOString(),
  timings: { firstByteMs: null, totalMs: took },
});

describe("The course of a run", () => {
  const late = { title: "late", id: "scenario-1", exchanges: [exchange({ id: "x2", more: at(150, 50) })] };
  const early = {
    title: "early",
    id: "scenario-2",
    exchanges: [
      exchange({ id: "x1", more: at(0, 100) }),
      exchange({
        id: "x3",
        more: { ...at(120, 20), response: undefined, error: { kind: "timeout", message: "none" } },
      }),
    ],
  };

  it("has a row a scenario, by when it began, with a bar for each exchange", () => {
    expect(waterfallOf([late, early])).toEqual([
      expect.objectContaining({
        title: "early",
        id: "scenario-2",
        label: "2 requests in 140 ms, 0 ms after the start",
        took: "140 ms",
        paths: [
          { tone: "note", d: "M0 0h50v1h-50z" },
          { tone: "bad", d: "M60 0h10v1h-10z" },
        ],
      }),
      expect.objectContaining({ title: "late", paths: [{ tone: "note", d: "M75 0h25v1h-25z" }] }),
    ]);
  });

  it("is empty when nothing was sent", () => {
    expect(waterfallOf([])).toEqual([]);
    expect(waterfallOf([{ ...late, exchanges: [] }])).toEqual([]);
  });

  it("takes more exchanges than a function takes arguments", () => {
    const exchanges = Array.from({ length: 200_000 }, () => late.exchanges[0] as (typeof late.exchanges)[0]);
    expect(waterfallOf([{ ...late, exchanges }])).toHaveLength(1);
  });
});
