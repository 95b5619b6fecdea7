import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkDocument } from "../../image/document/check.ts";
import { detectKind } from "../../image/document/kind.ts";
import { shared } from "../specs/shared.ts";

/** The fenced examples of a text that name their media type: those are whole documents. */
function examplesIn(markdown: string): { mediaType: string; text: string }[] {
  return [...markdown.matchAll(/^ *```json,title=\S*?&mediatype=(\S+)\n([\s\S]*?)^ *```/gm)].map(([, type, text]) => ({
    mediaType: decodeURIComponent(type ?? ""),
    text: text ?? "",
  }));
}

/** The history of the configuration in 1.0.2 tells of one layer, and there are two; later versions mended it. */
const slips = ["1.0 config.md image.config.history-count"];

test.for([
  ["1.0", "v1.0.2", 7],
  ["1.1", "v1.1.1", 13],
  ["edge", "edge", 13],
] as const)("the examples of %s are what the spec asks for", ([spec, folder, count], context) => {
  const documents = shared(context, `specs/image-spec/${folder}`);
  const examples = readdirSync(documents)
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => examplesIn(readFileSync(`${documents}/${file}`, "utf8")).map((each) => ({ ...each, file })));
  expect(examples.length).toBe(count);
  for (const { mediaType, text, file } of examples) {
    const bytes = new TextEncoder().encode(text);
    const kind = mediaType.includes("descriptor") ? "descriptor" : detectKind(bytes, mediaType);
    expect(kind).not.toBe("unknown");
    const { findings } = checkDocument(bytes, { kind, spec, path: file, mediaType });
    const wrong = findings
      .filter(({ severity }) => severity !== "info")
      .map(({ requirement }) => `${spec} ${file} ${requirement}`);
    expect(wrong.filter((each) => !slips.includes(each))).toEqual([]);
  }
});
