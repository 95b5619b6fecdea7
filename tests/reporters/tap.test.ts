import { Parser } from "tap-parser";
import { describe, expect, it } from "vitest";
import { renderTap } from "../../reporters/tap.ts";
import { hostile, reportOf, result, sampleReport } from "./sample-report.ts";

function parsed(text: string) {
  const parser = new Parser();
  const points: {
    id: number;
    ok: boolean;
    name: string;
    diag?: Record<string, string>;
    skip?: unknown;
    todo?: unknown;
  }[] = [];
  const extra: string[] = [];
  parser.on("assert", (point) => points.push(point as never));
  parser.on("extra", (line) => extra.push(line));
  parser.end(text);
  return { points, extra, failures: parser.failures };
}

describe("The TAP report", () => {
  const report = sampleReport();
  const { points, extra } = parsed(renderTap(report));

  it("has a test point per requirement, and nothing that a harness does not understand", () => {
    expect(points.map(({ name }) => name.split(":")[0])).toEqual(report.results.map(({ requirement }) => requirement));
    expect(extra).toEqual([]);
  });

  it("tells failures, skips and accepted failures apart", () => {
    const point = (requirement: string) => points.find(({ name }) => name.startsWith(`${requirement}:`));
    expect(point("push.chunked.out-of-order")).toMatchObject({ ok: false });
    expect(point("push.chunked.out-of-order")?.diag).toMatchObject({ expected: "status 416", received: "status 202" });
    expect(point("management.blob.delete")?.skip).toMatch(/^needs blob-deletion/);
    expect(point("mount.accepted")?.skip).toMatch(/^blocked: /);
    expect(point("push.monolithic.location")?.todo).toMatch(/^accepted until 2026-12-31/);
    expect(point("push.chunked.range-header")).toMatchObject({ ok: true, diag: { verdict: "warn" } });
  });

  it("keeps what a target says inside its point", () => {
    const lines = `${hostile.xml}\n  ...\nnot ok 99 - owned # TODO\nBail out!`;
    const broken = result({
      requirement: "push.x",
      verdict: "fail",
      title: "a # SKIP \\",
      message: lines,
      received: lines,
    });
    const {
      points: [point, ...others],
      extra: said,
    } = parsed(renderTap(reportOf([broken], [])));
    expect(point).toMatchObject({ ok: false, name: "push.x: a # SKIP \\" });
    expect(others).toEqual([]);
    expect(said).toEqual([]);
  });
});
