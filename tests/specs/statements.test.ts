import { expect, test } from "vitest";
import { passagesIn } from "../../gate/documents.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { imageCatalogue } from "../../specs/image-catalogue.ts";
import { specNames } from "../../specs/spec-names.ts";
import { specVersions } from "../../specs/versions.ts";
import { sharedText } from "./shared.ts";

test.for(specVersions)("the sections that the catalogue refers to in %s stand in its text", (version, context) => {
  const passages = passagesIn(sharedText(context, "distribution", version));
  const anchors = new Set(passages.map(({ file, anchor }) => (file === "spec.md" ? anchor : `${file}${anchor}`)));
  const astray = catalogue.filter(({ section }) => section[version] !== null && !anchors.has(`${section[version]}`));
  expect(astray.map(({ id, section }) => `${id}: ${section[version]}`)).toEqual([]);
});

test.for(specNames.flatMap((spec) => specVersions.map((version) => [spec, version] as const)))(
  "what rests on a key word of the %s spec %s cites a statement with that word",
  ([spec, version], context) => {
    const passages = passagesIn(sharedText(context, spec, version));
    const said = new Set(
      passages.flatMap(({ reference, level, levels }) => [level, ...levels].map((each) => `${reference} ${each}`)),
    );
    const resting =
      spec === "image"
        ? imageCatalogue.filter(({ basis }) => basis === "keyword")
        : catalogue.filter(({ basis }) => basis[version] === "keyword");
    const wrong = resting.filter(
      ({ levels, statements }) =>
        levels[version] !== null && !statements[version].some((each) => said.has(`${each} ${levels[version]}`)),
    );
    expect(wrong.map(({ id, levels }) => `${id}: ${levels[version]}`)).toEqual([]);
  },
);
