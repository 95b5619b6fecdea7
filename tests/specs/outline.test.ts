import { expect, test } from "vitest";
import { outline } from "../../specs/outline.ts";

test("every line stands under its heading's anchor", () => {
  const markdown = ["before", "# A Title: `code`", "text", "```", "# no heading", "```", "## Same", "### Same", "last"];
  expect(outline(markdown.join("\n")).map(({ number, anchor }) => `${number} ${anchor}`)).toEqual([
    "1 #",
    "2 #a-title-code",
    "3 #a-title-code",
    "4 #a-title-code",
    "5 #a-title-code",
    "6 #a-title-code",
    "7 #same",
    "8 #same-1",
    "9 #same-1",
  ]);
});
