import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import * as schemas from "../../schemas/index.ts";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");

/** The examples of the README that import the schemas, without their imports. */
const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```/gm)]
  .map(([, code = ""]) => code)
  .filter((code) => code.includes('from "oci-conformance/schemas"'))
  .map((code) => code.replaceAll(/^import .*$/gm, ""));

test("the example of the README finds what it says", () => {
  const printed: unknown[][] = [];
  const console = { log: (...words: unknown[]) => printed.push(words) };
  expect(examples.length).toBe(1);
  for (const code of examples)
    new Function("console", "Ajv2020", "addFormats", ...Object.keys(schemas), code)(
      console,
      Ajv2020,
      addFormats,
      ...Object.values(schemas),
    );
  expect(printed).toEqual([["/layers/0/size", "must be >= 0", ["image.descriptor.size-not-negative"]], [false]]);
});

test("what the package exports has its source", () => {
  const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const source = exports["./schemas"].default.replace("./dist/", "").replace(/\.js$/, ".ts");
  expect(existsSync(new URL(source, root))).toBe(true);
});
