import { describe, expect, it } from "vitest";
import { difference } from "../../reporters/html/difference.ts";

/** The text with what differs in brackets. */
function marked(expected: string, received: string): string[] {
  const both = difference(expected, received);
  return [both.expected, both.received].map((pieces) =>
    pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(""),
  );
}

describe("What differs between expected and received", () => {
  it.each([
    ["status 416", "status 202", "status [416]", "status [202]"],
    ["Range: 0-1023", "Range: 0-2047", "Range: 0-[1023]", "Range: 0-[2047]"],
    ["a b c", "a c", "a [b ]c", "a c"],
    ["Range: 0-1023", "no header", "Range: 0-1023", "no header"],
    ["same", "same", "same", "same"],
    ["aa", "aa aa", "aa", "aa[ aa]"],
    ["", "something", "", "something"],
  ])("%j and %j", (expected, received, first, second) => {
    expect(marked(expected, received)).toEqual([first, second]);
  });
});
