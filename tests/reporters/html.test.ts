import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { htmlPieces, renderHtml } from "../../reporters/html.ts";
import { largeReport } from "./large-report.ts";
import { exchange, hostile, reportOf, result, sampleReport } from "./sample-report.ts";

const page = renderHtml(sampleReport());

function contentsOf(tag: string): string[] {
  return [...page.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, "g"))].map(([, content = ""]) => content);
}

describe("The page of a report", () => {
  it("is one file that loads nothing", () => {
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b/i);
    expect(page).not.toMatch(/\b(?:src|srcset|action|style|on[a-z]+)="/i);
    expect(contentsOf("style").join("")).not.toMatch(/url\(|@import/);
  });

  it("lets its own style and script run, known by their hashes, and nothing else", () => {
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [style, script] = [contentsOf("style"), contentsOf("script")];
    expect([style.length, script.length]).toEqual([1, 1]);
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.replaceAll("&#39;", "'").split("; ")).toEqual([
      "default-src 'none'",
      `style-src ${hash(style[0] ?? "")}`,
      `script-src ${hash(script[0] ?? "")}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("shows whatever a target says as text", () => {
    for (const breakout of [hostile.script, hostile.image]) expect(page).not.toContain(breakout);
    expect(page).toContain("&lt;/script&gt;&lt;/pre&gt;&lt;script&gt;");
    expect(page).toContain("\\x1b[2J\\x1b]0;owned\\x07\\x00");
    expect(page).toContain("\\u202etxt.exe\\u2066");
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(page).not.toMatch(/href="javascript:/i);
    const link = result({ requirement: "push.a", verdict: "fail", section: hostile.scriptUrl });
    expect(renderHtml(reportOf([link], []))).not.toMatch(/href="javascript:/i);
  });

  it("has every requirement and every exchange once, each under its id", () => {
    const report = sampleReport();
    for (const { requirement } of report.results) expect(page.split(` id="${requirement}"`)).toHaveLength(2);
    for (const { id } of report.exchanges) expect(page.split(` id="${id}"`)).toHaveLength(2);
  });

  it("is readable without scripts: failures are open, and link to what they rest on", () => {
    expect([...page.matchAll(/<details class="requirement tone-(\w+)"[^>]* open>/g)].map(([, tone]) => tone)).toEqual([
      "bad",
      "bad",
      "bad",
    ]);
    expect(page).toMatch(/<form class="filters"[^>]* hidden>/);
    expect(page).toContain('<a href="#x7">PATCH /v2/acme/conformance/blobs/uploads/5d1e?_state=ab%2Fcd</a> → 202');
  });

  it("names each root cause once, with the exchange that shows it", () => {
    expect(page.split("2 not decided because &quot;push blob: open&quot; answered 405")).toHaveLength(2);
    expect(page).toContain('<a href="#x10">See the exchange</a>');
  });

  it("shows the head of a long body, and both the answer and what cut it off", () => {
    const text = `{"${"x".repeat(5000)}`;
    const cut = exchange({ id: "x1", answer: { size: 9000, digest: "sha256:ab", sha512: "sha512:ab", text } });
    cut.error = { kind: "reset", message: "the connection was cut" };
    const shown = renderHtml(reportOf([], [cut]));
    expect(shown).toContain("\n[the beginning of 9000 bytes, sha256:ab]\n[reset: the connection was cut]</pre>");
    expect(shown).toMatch(/[^x]x{1998}\n/);
  });

  it("stays small: about 3 kB for each exchange of a large run", () => {
    expect(renderHtml(largeReport()).length).toBeLessThan(2_200_000);
  });

  it("comes in pieces, however many exchanges a scenario has", () => {
    const exchanges = Array.from({ length: 1000 }, (_, at) => exchange({ id: `x${at + 1}` }));
    const lengths = [...htmlPieces(reportOf([], exchanges))].map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThan(lengths.reduce((sum, each) => sum + each) / 5);
  });
});
