import { expect, test } from "vitest";
import { passagesIn, readSpec } from "../../gate/documents.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { specVersions } from "../../specs/versions.ts";
import { sharedSpec } from "./shared.ts";

test.for(specVersions)("the sections that the catalogue refers to in %s stand in its text", (version, context) => {
  const passages = passagesIn(readSpec(sharedSpec(context, "distribution", version)));
  const anchors = new Set(passages.map(({ file, anchor }) => (file === "spec.md" ? anchor : `${file}${anchor}`)));
  const astray = catalogue.filter(({ section }) => section[version] !== null && !anchors.has(`${section[version]}`));
  expect(astray.map(({ id, section }) => `${id}: ${section[version]}`)).toEqual([]);
});
