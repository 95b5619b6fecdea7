import { expect, test } from "vitest";
import { checkExamples } from "../../engine/spec-examples.ts";
import type { SpecText } from "../../gate/documents.ts";
import { examplesOf } from "../../gate/examples.ts";
import { sharedText } from "../specs/shared.ts";

function verdicts(markdown: string) {
  const text: SpecText = { spec: "distribution", documents: new Map([["spec.md", markdown]]) };
  return checkExamples(text, "edge").map(({ kind, verdict, problems }) => ({
    kind,
    verdict,
    problems: problems.length,
  }));
}

function fenced(text: string, info = "json") {
  return `# A\n\n\`\`\`${info}\n${text}\n\`\`\`\n`;
}

test("examples are fenced JSON, with the media type that the fence names, in lists too", () => {
  const info = "json,title=A%20B&mediatype=application/vnd.oci.layout.header.v1%2Bjson";
  const markdown = `${fenced("{}", info)}\n1. One:\n\n   \`\`\`json\n   []\n   \`\`\`\n\n\`\`\`go\n{}\n\`\`\`\n`;
  expect(examplesOf(markdown, "a.md")).toEqual([
    { file: "a.md", line: 3, anchor: "#a", mediaType: "application/vnd.oci.layout.header.v1+json", text: "{}" },
    { file: "a.md", line: 9, anchor: "#a", mediaType: null, text: "[]" },
  ]);
});

test.each([
  ['{"name": "<name>", "tags": ["<tag1>", "v1"]}', { kind: "tag-list", verdict: "valid", problems: 0 }],
  ['{"name": "a", "tags": [1]}', { kind: "tag-list", verdict: "invalid", problems: 1 }],
  ['{"errors": [{"code": "DENIED"}]}', { kind: "error", verdict: "valid", problems: 0 }],
  ['{"errors": [{"code": "DENIED"}, ...]}', { kind: null, verdict: "abridged", problems: 0 }],
  ['{"something": "else"}', { kind: null, verdict: "unknown", problems: 0 }],
])("%s", (text, verdict) => {
  expect(verdicts(fenced(text))).toEqual([verdict]);
});

test("a document that breaks a rule names the requirement", () => {
  const info = "json,mediatype=application/vnd.oci.layout.header.v1%2Bjson";
  const text: SpecText = { spec: "image", documents: new Map([["a.md", fenced("{}", info)]]) };
  expect(checkExamples(text, "edge")[0]).toMatchObject({ kind: "layout", verdict: "invalid" });
  expect(checkExamples(text, "edge")[0]?.problems[0]).toMatch(/^image\.layout\./);
});

/** The history of the configuration in 1.0.2 tells of one layer, and there are two; later versions mended it. */
const slips = ["1.0 config.md image.config.history-count"];

test.for([
  ["image", "1.0", 7],
  ["image", "1.1", 13],
  ["image", "edge", 13],
  ["distribution", "1.0", 1],
  ["distribution", "1.1", 1],
  ["distribution", "edge", 1],
] as const)("the examples of %s-spec %s are what it asks for", ([spec, version, count], context) => {
  const examples = checkExamples(sharedText(context, spec, version), version);
  expect(examples.filter(({ verdict }) => verdict === "unknown")).toEqual([]);
  expect(examples.filter(({ verdict }) => verdict !== "abridged")).toHaveLength(count);
  const wrong = examples.flatMap(({ file, problems }) =>
    problems.map((each) => `${version} ${file} ${each.split(" ")[0]}`),
  );
  expect(wrong.filter((each) => !slips.includes(each))).toEqual([]);
});
