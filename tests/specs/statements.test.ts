import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../specs/catalogue.ts";
import { statementReference } from "../../specs/fingerprint.ts";
import { outline } from "../../specs/outline.ts";
import { shared } from "./shared.ts";

test.for([
  ["1.0", "v1.0.1"],
  ["1.1", "v1.1.1"],
  ["edge", "edge"],
] as const)("what the catalogue refers to in %s stands in its text", ([version, folder], context) => {
  const text = readFileSync(shared(context, `specs/distribution-spec/${folder}/spec.md`), "utf8");
  const lines = outline(text).filter((line) => line.text.trim() !== "");
  const anchors = new Set(lines.map(({ anchor }) => anchor));
  const references = new Set(lines.map((line) => statementReference("spec.md", line.anchor, line.text)));

  const astray = catalogue.flatMap(({ id, section, statements }) => [
    ...statements[version].filter((reference) => !references.has(reference)).map((reference) => `${id}: ${reference}`),
    ...[section[version]]
      .filter((anchor) => anchor !== null && !anchors.has(anchor))
      .map((anchor) => `${id}: ${anchor}`),
  ]);

  expect(astray).toEqual([]);
});
