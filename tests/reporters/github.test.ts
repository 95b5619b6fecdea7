import { describe, expect, it } from "vitest";
import { githubAnnotations } from "../../reporters/github/annotations.ts";
import { renderGithubSummary } from "../../reporters/github.ts";
import { largeReport } from "./large-report.ts";
import { hostile, reportOf, result, sampleReport } from "./sample-report.ts";

/** Reads a workflow command as the runner of GitHub Actions does. */
function command(line: string) {
  const [, kind, properties = "", message = ""] = /^::(\w+) ([^:]*)::(.*)$/s.exec(line) ?? [];
  const decode = (text: string) =>
    text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%25/g, "%");
  return { kind, title: decode(properties.replace(/^title=/, "")), message: decode(message) };
}

describe("The annotations for GitHub Actions", () => {
  it("are errors for what is broken, warnings for what should be otherwise, notices for what is accepted", () => {
    const found = githubAnnotations(sampleReport()).map(command);
    expect(found.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      "error pull.blob.unknown-404 (MUST)",
      "error push.chunked.out-of-order (MUST)",
      "error push.manifest.large (SHOULD)",
      "error pull.manifest.unknown-404",
      "warning push.digest-header (SHOULD)",
      "warning push.chunked.range-header (MUST by our reading (table))",
      "notice push.monolithic.location (MUST)",
    ]);
    expect(found[1]?.message).toMatch(/^A chunk .*: expected status 416, received status 202\nhttps:\/\/github\.com/);
  });

  it("say why and until when the baseline accepts something", () => {
    const [accepted] = githubAnnotations(sampleReport())
      .map(command)
      .filter(({ kind }) => kind === "notice");
    expect(accepted?.message).toMatch(/^accepted until 2026-12-31: mended in 2\.9/m);
  });

  it("are at most ten of a kind, the last of which counts the rest", () => {
    const results = Array.from({ length: 30 }, (_, index) =>
      result({ requirement: `push.n${index}`, verdict: "fail" }),
    );
    const lines = githubAnnotations(reportOf(results, []));
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe("::error title=oci-conformance::and 21 more, see the report");
  });

  it("are at most ten errors with what the baseline no longer needs", () => {
    const results = Array.from({ length: 8 }, (_, index) => result({ requirement: `push.n${index}`, verdict: "fail" }));
    const stale = ["pull.a", "pull.b", "pull.c"];
    const lines = githubAnnotations(reportOf(results, [], { baseline: { stale, expired: [] } }));
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain("and 2 more");
  });

  it("let no target command the runner", () => {
    const message = `100% ${hostile.terminal}\n::stop-commands::x\r\n::add-mask::y`;
    for (const line of githubAnnotations(reportOf([result({ requirement: "push.x", verdict: "fail", message })], []))) {
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(command(line).message).toContain("100% ");
    }
  });
});

describe("The step summary for GitHub Actions", () => {
  it("stays below the size that GitHub takes", () => {
    const report = largeReport(3000, 600);
    const huge = { ...report, results: report.results.map((result) => ({ ...result, verdict: "fail" as const })) };
    const text = renderGithubSummary(huge);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/And \d+ more\./);
  });
});
