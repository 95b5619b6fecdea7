import { readdirSync, readFileSync } from "node:fs";
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
  const documents = shared(context, `specs/distribution-spec/${folder}`);
  const anchors = new Set<string>();
  const references = new Set<string>();
  for (const file of readdirSync(documents, { recursive: true, encoding: "utf8" }).filter((each) =>
    each.endsWith(".md"),
  ))
    for (const { anchor, text } of outline(readFileSync(`${documents}/${file}`, "utf8"))) {
      if (text.trim() === "") continue;
      anchors.add(file === "spec.md" ? anchor : `${file}${anchor}`);
      references.add(statementReference(file, anchor, text));
    }

  const astray = catalogue.flatMap(({ id, section, statements }) => [
    ...statements[version].filter((reference) => !references.has(reference)).map((reference) => `${id}: ${reference}`),
    ...[section[version]]
      .filter((anchor) => anchor !== null && !anchors.has(anchor))
      .map((anchor) => `${id}: ${anchor}`),
  ]);

  expect(astray).toEqual([]);
});
