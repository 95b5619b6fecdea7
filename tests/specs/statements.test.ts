import { expect, test } from "vitest";
import { passagesIn, readSpec } from "../../gate/documents.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { shared } from "./shared.ts";

test.for([
  ["1.0", "v1.0.1"],
  ["1.1", "v1.1.1"],
  ["edge", "edge"],
] as const)("what the catalogue refers to in %s stands in its text", ([version, folder], context) => {
  const passages = passagesIn(readSpec(shared(context, `specs/distribution-spec/${folder}`)));
  const references = new Set(passages.map(({ reference }) => reference));
  const anchors = new Set(passages.map(({ file, anchor }) => (file === "spec.md" ? anchor : `${file}${anchor}`)));

  const astray = catalogue.flatMap(({ id, section, statements }) => [
    ...statements[version].filter((reference) => !references.has(reference)).map((reference) => `${id}: ${reference}`),
    ...[section[version]]
      .filter((anchor) => anchor !== null && !anchors.has(anchor))
      .map((anchor) => `${id}: ${anchor}`),
  ]);

  expect(astray).toEqual([]);
});
