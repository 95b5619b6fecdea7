import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { LargeContent } from "../../client/large-content.ts";
import { pieces } from "../../client/pieces.ts";

const size = 3_000_001;

test("large content is the same as content in memory, digest, pieces and parts", async () => {
  const [large, plain] = [await LargeContent.make("label-7", size), Content.lines("label-7", size)];
  expect(large.record).toMatchObject({ size, digest: plain.digest });
  const sent: Buffer[] = [];
  for await (const piece of pieces(large.body)) sent.push(piece);
  expect(Buffer.concat(sent).equals(plain.bytes)).toBe(true);
  expect(large.slice(1_234_567, 2_345_678).digest).toBe(plain.slice(1_234_567, 2_345_678).digest);
  expect(
    large
      .slice(size - 10)
      .body.subarray()
      .equals(plain.slice(size - 10).bytes),
  ).toBe(true);
});

test("what was read stays as it is when more is read", async () => {
  const { body } = await LargeContent.make("label", size);
  const first = body.subarray(0, 100_000);
  const before = createHash("sha256").update(first).digest("hex");
  body.subarray(1_000_000, 1_100_000);
  expect(createHash("sha256").update(first).digest("hex")).toBe(before);
});

test("a piece of it takes no more memory than the lines that it is part of, wherever it is", async () => {
  const { body } = await LargeContent.make("label", size);
  expect(body.subarray(size - 10).buffer.byteLength).toBeLessThan(4096);
});

test("its command prints its bytes, and that of a part the part's", async () => {
  const large = await LargeContent.make("label", 300_000);
  for (const content of [large, large.slice(1000, 90_000)]) {
    const printed = execFileSync("bash", ["-c", content.source ?? ""], { maxBuffer: size });
    expect(`sha256:${createHash("sha256").update(printed).digest("hex")}`).toBe(content.digest);
  }
});
