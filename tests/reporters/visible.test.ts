import { describe, expect, it } from "vitest";
import { printedJson } from "../../reporters/json-text.ts";
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

  it.each([
    ["::stop-commands::x", "\\x3a:stop-commands::x"],
    ["\t ::Error title=a::b", "  \\x3a:Error title=a::b"],
    ["a ##[add-mask]b ##[c]", "a #\\x23[add-mask]b #\\x23[c]"],
    ["[::1]:5000, ::1, a::b, # [x]", "[::1]:5000, ::1, a::b, # [x]"],
  ])("on a line of a job's log is no command to its runner: %j", (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  it("is no command in printed JSON either, and the same JSON", () => {
    const value = { a: "##[stop-commands]x ###[y]" };
    expect(printedJson(value)).not.toContain("##[");
    expect(JSON.parse(printedJson(value))).toEqual(value);
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
