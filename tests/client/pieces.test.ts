import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { pieces } from "../../client/pieces.ts";

const KiB = 1024;

test.each([
  [0, []],
  [5, [5]],
  [64 * KiB, [64 * KiB]],
  [600 * KiB, [64, 128, 256, 152].map((each) => each * KiB)],
  [960 * KiB, [64, 128, 256, 256, 256].map((each) => each * KiB)],
])("a body of %i bytes goes out in pieces that grow, up to 256 KiB", async (size, sizes) => {
  const { bytes } = Content.lines("body", size);
  const told: number[] = [];
  const sent: Buffer[] = [];
  for await (const piece of pieces(bytes, () => told.push(sent.length))) sent.push(piece);
  expect(sent.map(({ length }) => length)).toEqual(sizes);
  expect(Buffer.concat(sent).equals(bytes)).toBe(true);
  expect(told).toEqual(sizes.map((_, at) => at));
});
