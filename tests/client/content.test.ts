import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { LargeContent } from "../../client/large-content.ts";

const text = Content.text('it\'s a \\ "test" of $HOME, `pwd`\n\tand äöü %s');
const lines = Content.lines("a label", 1000);
const longLines = Content.lines("a label", 65 * 1024);

describe("The command of content prints its very bytes:", () => {
  test.each<[string, Content]>([
    ["text with quotes and all that a shell would read", text],
    ["a few lines", lines],
    ["many lines", longLines],
    ["no line", Content.lines("a label", 0)],
    ["nothing", Content.empty],
    ["the beginning", text.slice(0, 9)],
    ["the end of text", text.slice(3)],
    ["the middle of lines", longLines.slice(60_000, 66_000)],
    ["a part of a part", lines.slice(1, 900).slice(100, 200)],
    ["content under another type", lines.as("a/b")],
  ])("%s", (_, { source, bytes }) => {
    expect(execFileSync("bash", ["-c", source ?? "exit 1"]).toString("hex")).toBe(bytes.toString("hex"));
  });
});

test("text too long for a command line has none, and neither has a part of it", () => {
  const long = Content.text("x".repeat(20_000));
  expect(long.source).toBeUndefined();
  expect(long.slice(5).source).toBeUndefined();
});

test("no two lines are alike, and another label makes other content", () => {
  for (const { bytes } of [lines, longLines]) {
    const all = bytes.toString().split("\n");
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(60);
  }
  expect(Content.lines("another", 1000).digest).not.toBe(lines.digest);
});

test("a JSON document is indented as asked, by two spaces if nobody asks", () => {
  expect(Content.json({ a: 1 }, "a/b").bytes.toString()).toBe('{\n  "a": 1\n}');
  expect(Content.json({ a: 1 }, "a/b", "\t").bytes.toString()).toBe('{\n\t"a": 1\n}');
  expect(Content.json({ a: 1 }, "a/b", 0).record.mediaType).toBe("a/b");
});

test("text is sent as UTF-8", () => {
  expect(Content.text("é").bytes).toEqual(Buffer.from([0xc3, 0xa9]));
});

test("the parts that content is split into make it up, the last with what is left", () => {
  const parts = lines.split(300, 200);
  expect(parts.map(({ size }) => size)).toEqual([300, 200, 500]);
  expect(Buffer.concat(parts.map(({ bytes }) => bytes))).toEqual(lines.bytes);
  expect(lines.split(300, 700).map(({ size }) => size)).toEqual([300, 700]);
});

test("both digests are those of its bytes, and the longer one is recorded while that costs little", () => {
  const sha512 = ({ bytes }: Content) => `sha512:${createHash("sha512").update(bytes).digest("hex")}`;
  const just = Content.lines("a label", 64 * 1024);
  for (const content of [lines, just, longLines]) expect(content.sha512).toBe(sha512(content));
  expect(lines.record.digest).toBe(`sha256:${createHash("sha256").update(lines.bytes).digest("hex")}`);
  expect([lines, just, longLines].map(({ record }) => record.sha512)).toEqual([sha512(lines), sha512(just), undefined]);
});

test("under another media type it is the same content", () => {
  expect(lines.as("a/b").record).toEqual({ ...lines.record, mediaType: "a/b" });
});

test("of content too large for memory no more is held than its beginning", async () => {
  const large = await LargeContent.make("a label", 300_000);
  const beginning = Content.lines("a label", 300_000).slice(0, 64 * 1024);
  expect(new Content(large.bytes, () => undefined).digest).toBe(beginning.digest);
});
