import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { code, plain, table } from "../../reporters/markdown/text.ts";
import { renderMarkdown } from "../../reporters/markdown.ts";
import { hostile, reportOf, result, sampleReport } from "./sample-report.ts";

const markdown = renderMarkdown(sampleReport());

/** As a reader of GitHub-flavoured Markdown makes it a page. */
function page(text: string): string {
  return marked.parse(text, { async: false, gfm: true });
}

/** What stands outside of code. */
function outsideCode(html: string): string {
  return html.replace(/<code[^>]*>.*?<\/code>/gs, "");
}

describe("The Markdown report", () => {
  it("says how the run ended, and why", () => {
    expect(markdown).toMatch(/^# ✗ Not conformant with OCI distribution spec 1\.1\.1\n/);
    expect(page(markdown)).toContain("<td>pull</td>\n<td>✗ non-conformant</td>");
  });

  it("tells each finding with its section and how to repeat it", () => {
    const html = page(markdown);
    expect(html).toContain("<code>push.chunked.out-of-order</code> (MUST)</h3>");
    expect(html).toContain("<li>expected <code>status 416</code></li>");
    expect(markdown).toContain("-H 'Content-Range: 2048-3071'");
  });

  it("lists what the baseline accepts apart, as not as the spec says", () => {
    expect(markdown).toContain("## Accepted by the baseline, and still not as the spec says: 1");
    expect(markdown).toContain("✗ `push.monolithic.location`: `accepted until 2026-12-31: mended in 2.9");
    expect(markdown).not.toContain("### ✗ `push.monolithic.location`");
    expect(markdown).toContain("- `pull.manifest.unknown-404` is kept: its entry can go.");
  });

  it("has no markup, link or mention of the target's", () => {
    const html = outsideCode(page(markdown));
    expect(
      html.match(
        /<(?!\/?(h[1-6]|p|ul|li|table|thead|tbody|tr|th|td|strong|details|summary|pre|a>|a href="https:\/\/github\.com\/opencontainers\/))[^>]*>/g,
      ),
    ).toBeNull();
    const said = `@maintainers http://evil.example **bold** [x](http://evil.example) ${"`".repeat(4)} </details> ${hostile.image} | a`;
    const broken = result({ requirement: "push.x", verdict: "fail", message: said });
    const reported = renderMarkdown(reportOf([broken], [], { target: { url: "http://x", product: said } }));
    const outside = outsideCode(page(reported));
    expect(outside).not.toMatch(/@maintainers|href="http:|<img|<strong>bold/);
  });
});

describe("Text in Markdown", () => {
  it.each(["a `b`", "``", " c ", "`", "a|b"])("%j is code as it is", (text) => {
    const cell = /<td>(.*)<\/td>/.exec(page(table(["x"], [[code(text)]])))?.[1];
    expect(cell).toBe(`<code>${text}</code>`);
  });

  it("is no markup", () => {
    expect(page(plain("<b> *x* _y_ [z](u) # 1. ~s~ &amp;"))).toBe(
      "<p>&lt;b&gt; *x* _y_ [z](u) # 1. ~s~ &amp;amp;</p>\n",
    );
  });
});
