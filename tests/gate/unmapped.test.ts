import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { coverageOfText } from "../../engine/statement-coverage.ts";
import { checkSpec, isOpen } from "../../gate/check.ts";
import { compileUnmapped } from "../../scripts/compile-unmapped.mjs";
import { specVersions } from "../../specs/model.ts";
import { specNames } from "../../specs/spec-names.ts";
import { unmapped } from "../../specs/unmapped.ts";
import { sharedText } from "../specs/shared.ts";

const all = specNames.flatMap((spec) => specVersions.map((version) => [spec, version] as const));

test.for(all)(
  "every statement of the %s spec %s has requirements with test and fault, or a reason, and every reference its text",
  ([spec, version], context) => {
    const text = sharedText(context, spec, version);
    const { statements } = coverageOfText(text, version);
    const gaps = statements.flatMap(({ statement, gaps }) => gaps.map((gap) => `${statement.reference}: ${gap}`));
    expect(gaps).toEqual([]);
    const check = checkSpec(text, version);
    expect(check.statements).toBe(statements.length);
    expect(check.astray).toEqual([]);
    expect(isOpen(check)).toBe(true);
  },
);

test.each(specNames)("what no requirement of the %s spec stands on is what was compiled, without a mistake", (spec) => {
  const specs = fileURLToPath(new URL("../../specs", import.meta.url));
  const schema = JSON.parse(readFileSync(`${specs}/unmapped.schema.json`, "utf8"));
  expect(compileUnmapped(`${specs}/${spec}`, schema)).toEqual({ unmapped: unmapped[spec], problems: [] });
});
