import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { conductValidation } from "../../engine/validation.ts";
import { LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { membersOf } from "../../image/corpus/layout/layout-faults.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import { nothing, withFile } from "../image/open-case.ts";

/** The schema with every object of known members closed, to find members that only the type has. */
const sealed = JSON.parse(
  readFileSync(new URL("../../schemas/validation.schema.json", import.meta.url), "utf8"),
  (_, node) => (node?.type === "object" && node.properties ? { additionalProperties: false, ...node } : node),
);

test("a report of validate is what its schema says, and has no member that the schema does not", async () => {
  const builder = new LayoutBuilder();
  const absent = builder.layer(someFiles);
  builder.remove(absent.descriptor);
  const image = builder.image([builder.layer([...someFiles, { name: "../outside" }]), absent]);
  await withFile(tarOf(membersOf(builder.layout({ ...image, platform: undefined }))), async (file) => {
    const inputs = [file, join(tmpdir(), "nowhere/at/all")];
    const report = JSON.parse(JSON.stringify(await conductValidation({ inputs }, { stdin: nothing() })));
    expect(report.summary).toEqual({ error: 1, warning: 0, info: 1, notLookedAt: 1, unusable: 1 });
    const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(sealed);
    validate(report);
    expect(validate.errors).toBeNull();
  });
});
