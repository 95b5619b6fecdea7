import { expect, test } from "vitest";
import { jsonText } from "../../reporters/json-text.ts";

test("is the same document, and shows what would act on a screen", () => {
  const value = { "\u009b31m": "\u001b[2J \u202e \u{e0041} \u007f 世界 😀", list: ["\n"] };
  const text = jsonText(value, 2);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(text).toContain("世界 😀");
});
