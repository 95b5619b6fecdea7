import { describe, expect, it } from "vitest";
import { regressions } from "../../engine/regression.ts";
import { renderComparisonMarkdown } from "../../reporters/comparison/markdown.ts";
import { renderComparison } from "../../reporters/comparison/terminal.ts";
import { type ChangeKind, comparisonOf } from "../../reporters/comparison.ts";
import type { Result, Verdict } from "../../schemas/report.ts";
import { hostile, reportOf, result, sampleReport } from "./sample-report.ts";

const one = (verdict: Verdict, more: Partial<Result> = {}) =>
  reportOf([result({ requirement: "push.put.location", verdict, ...more })], []);
const none = reportOf([], []);

describe("Comparing two reports", () => {
  it.each<[Verdict, Verdict, ChangeKind | undefined]>([
    ["pass", "pass", undefined],
    ["pass", "fail", "worse"],
    ["pass", "warn", "worse"],
    ["warn", "fail", "worse"],
    ["pass", "blocked", "worse"],
    ["skip", "fail", "worse"],
    ["blocked", "fail", "worse"],
    ["fail", "warn", "better"],
    ["fail", "pass", "better"],
    ["error", "pass", "better"],
    ["pass", "skip", "changed"],
    ["fail", "blocked", "changed"],
    ["blocked", "error", "changed"],
  ])("%s → %s is %s", (before, after, kind) => {
    expect(comparisonOf(one(before), one(after)).changes[0]?.kind).toBe(kind);
  });

  it("sees that a MAY is no longer taken up", () => {
    const { changes } = comparisonOf(one("info", { supported: true }), one("info", { supported: false }));
    expect(changes[0]?.kind).toBe("changed");
  });

  it("tells what is new and what is gone", () => {
    expect(comparisonOf(none, one("fail")).changes).toMatchObject([{ kind: "new", after: { verdict: "fail" } }]);
    expect(comparisonOf(one("fail"), none).changes).toMatchObject([{ kind: "gone", before: { verdict: "fail" } }]);
  });

  it("finds nothing between a report and itself", () => {
    const { changes, unchanged } = comparisonOf(sampleReport(), sampleReport());
    expect(changes).toEqual([]);
    expect(unchanged).toBe(sampleReport().results.length);
  });
});

describe("A regression", () => {
  it.each([
    [comparisonOf(one("pass"), one("fail")), ["worse"], 1],
    [comparisonOf(one("fail"), one("pass")), ["worse", "new", "gone", "changed"], 0],
    [comparisonOf(none, one("fail")), ["worse"], 0],
    [comparisonOf(none, one("fail")), ["new"], 1],
    [comparisonOf(none, one("warn")), ["new"], 1],
    [comparisonOf(none, one("pass")), ["new"], 0],
    [comparisonOf(one("pass"), none), ["gone"], 1],
    [comparisonOf(one("pass"), one("skip")), ["changed"], 1],
    [comparisonOf(one("pass"), one("fail")), ["worse", "never"], 0],
    [comparisonOf(one("pass"), one("fail", { accepted: { reason: "known" } })), ["worse"], 0],
  ] as const)("%#", (comparison, failOn, count) => {
    expect(regressions(comparison, failOn)).toHaveLength(count);
  });
});

describe("The comparison for people", () => {
  const before = one("pass", { level: "SHOULD" });
  const after = one("fail", { expected: "a Location", received: `none ${hostile.terminal}${hostile.script}` });
  const comparison = comparisonOf(before, after);

  it("says on a terminal what changed, and why", () => {
    const text = renderComparison(comparison, { color: false });
    expect(text).toContain(
      "before  acme-registry@2.8.0 (https://registry.example), spec 1.1, suite 0.1.0, 2026-07-16\n",
    );
    expect(text).toContain("Worse: 1\n  ✗ push.put.location  pass → fail (SHOULD → MUST)\n");
    expect(text).toContain("    expected a Location, received none \\x1b[2J");
    expect(text).toMatch(/1 worse, 0 unchanged\n$/);
  });

  it("says in Markdown the same, with what a target said as code", () => {
    const text = renderComparisonMarkdown(comparison);
    expect(text).toMatch(/^# 1 worse, 0 unchanged\n/);
    expect(text).toMatch(
      /\| \[`push\.put\.location`\]\(https:.*\) \| pass → fail \(SHOULD → MUST\) \| `expected a Location, .*` \|/,
    );
  });
});
