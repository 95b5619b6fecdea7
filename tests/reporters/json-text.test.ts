import { expect, test } from "vitest";
import { jsonText, printedJson, printedJsonPieces } from "../../reporters/json-text.ts";

test("is the same document, and shows what would act on a screen", () => {
  const value = { "\u009b31m": "\u001b[2J \u202e \u{e0041} \u007f 世界 😀", list: ["\n"] };
  const text = jsonText(value, 2);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(text).toContain("世界 😀");
});

test("comes in pieces that make the same text, none of them as long as the whole", () => {
  const exchanges = Array.from({ length: 1000 }, (_, at) => ({
    id: `x${at}`,
    text: "line\n".repeat(50),
    none: undefined,
  }));
  const document = {
    "a key": "##[x] \u202e",
    missing: undefined,
    none: null,
    empty: [],
    map: { a: {}, b: [1, [2]] },
    exchanges,
  };
  const pieces = [...printedJsonPieces(document)];
  expect(pieces.join("")).toBe(printedJson(document));
  expect(pieces.length).toBeGreaterThan(3);
  for (const value of [null, 7, "\n", [], {}, [{ a: [] }, [], undefined], { a: undefined }])
    expect([...printedJsonPieces(value)].join("")).toBe(printedJson(value));
});
