import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderTerminal, type TerminalOptions } from "../../reporters/terminal.ts";
import { reportOf, result, sampleReport } from "./sample-report.ts";

const plain: TerminalOptions = { color: false, verbose: false, quiet: false };

function render(options: Partial<TerminalOptions> = {}, report = sampleReport()): string {
  return renderTerminal(report, { ...plain, ...options });
}

describe("The text at the end of a run", () => {
  it("names target, product and spec version", () => {
    const [first, second] = render().split("\n");
    expect(first).toBe("https://registry.example  acme-registry@2.8.0");
    expect(second).toBe("OCI distribution spec 1.1.1 · oci-conformance 0.1.0");
  });

  it("has a line per category", () => {
    expect(render()).toContain("✗ pull        non-conformant  1 pass · 1 fail · 1 info\n");
    expect(render()).toContain("– management  not claimed     2 skip\n");
  });

  it("explains every failure and warning", () => {
    expect(render()).toContain(
      [
        "  ✗ push.chunked.out-of-order  MUST",
        "    A chunk that does not start where the last one ended is refused with 416",
        "    expected  status 416",
        "    received  status 202",
        '    step      gap (PATCH /v2/acme/conformance/blobs/uploads/5d1e?_state=ab%2Fcd → 202) of "a blob uploaded in three chunks"',
        "    spec      https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs",
      ].join("\n"),
    );
    expect(render()).toContain("  ! push.chunked.range-header  MUST by our reading (table)\n");
  });

  it("groups what could not be decided by its cause, and what does not apply by its reason", () => {
    expect(render()).toContain('  ⊘ 2 not decided because "push blob: open" answered 405\n');
    expect(render()).toContain("Not applicable: 2\n    2  needs blob-deletion:");
    expect(render()).not.toContain("management.blob.delete");
    expect(render({ verbose: true })).toContain("       management.blob.delete\n");
    expect(render({ verbose: true })).toContain("       mount.pullable\n");
  });

  it("shortens a long list of reasons, unless all are asked for", () => {
    const skips = Array.from({ length: 9 }, (_, index) =>
      result({ requirement: `push.n${index}`, verdict: "skip", reason: `reason ${index}` }),
    );
    const report = reportOf(skips, []);
    expect(render({}, report)).toContain("  and 3 more reasons (--verbose)\n");
    expect(render({ verbose: true }, report)).toContain("reason 8");
  });

  it("tells options and remarks when asked for all", () => {
    expect(render()).not.toContain("not supported: DELETE answered 405");
    expect(render({ verbose: true })).toContain("  i push.upload-cancel  not supported: DELETE answered 405\n");
  });

  it("shows what the baseline accepts in the sign of its verdict, and which entries have had their time", () => {
    expect(render()).toContain(
      "Accepted by the baseline: 1\n  ✗ push.monolithic.location  accepted until 2026-12-31: mended in 2.9",
    );
    expect(render()).toContain(
      "Baseline: 1 entry can go, the requirement is kept (--update-baseline takes out)\n  pull.manifest.unknown-404\n",
    );
    expect(render({ quiet: true })).toContain("Baseline: 1 entry had expired\n  push.chunked.out-of-order\n");
  });

  it("ends with the conclusion", () => {
    expect(render().split("\n").at(-1)).toBe(
      "✗ Not conformant with OCI distribution spec 1.1.1. 3 broken requirements, in pull and push. 2 warnings. 3 requirements could not be decided. The baseline accepts 1 of these. Imported from another suite; nothing was judged here.",
    );
  });

  it("says only what is broken when it is to be quiet", () => {
    const text = render({ quiet: true });
    expect(text).toMatch(/^Broken: 2\n/);
    expect(text).not.toContain("Warnings");
    expect(text.split("\n").at(-1)).toMatch(/^✗ Not conformant/);
    const report = reportOf([result({ requirement: "push.a", verdict: "pass" })], []);
    expect(render({ quiet: true }, report).split("\n")).toHaveLength(1);
  });

  it("does in no case do what a target says", () => {
    for (const verbose of [false, true]) expect(render({ verbose })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    // Colours of our own are the only escapes.
    const colored = render({ color: true });
    expect(colored).toContain("\u001b[31m");
    expect(stripVTControlCharacters(colored)).toBe(render());
  });
});
