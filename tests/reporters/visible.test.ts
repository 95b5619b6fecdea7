import { describe, expect, it } from "vitest";
import { oneLine, visible } from "../../reporters/visible.ts";

describe("What a target says", () => {
  it.each([
    ["a control character", "a\u001b[31m\u0000\u009b", "a\\x1b[31m\\x00\\x9b"],
    ["a carriage return", "a\rb", "a\\x0db"],
    ["a direction override", "\u202efdp.exe\u2069", "\\u202efdp.exe\\u2069"],
    ["an invisible character", "a\u200bb\ufeff\u{e0041}", "a\\u200bb\\ufeff\\u{e0041}"],
    ["half a character", "\ud83d!", "\\ud83d!"],
    ["what is no character", "\uffff", "\\uffff"],
    ["a line separator", "a\u2028b", "a\\u2028b"],
  ])("is shown where it holds %s", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("is left as it is where it holds nothing of the kind", () => {
    const text = "Grüße, 世界 😀\n\tשלום";
    expect(visible(text)).toBe(text);
  });

  it("fits on a line, cut between characters", () => {
    expect(oneLine("a\nb\tc")).toBe("a\\nb c");
    expect(oneLine("12😀4", 3)).toBe("12…");
    expect(oneLine("1234", 4)).toBe("1234");
  });
});
