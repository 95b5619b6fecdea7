import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { expand } from "./expand-schema.mjs";

/** Stands for `patternOf` of schemas/pattern.ts in the compiled code. */
const patternOf = Object.assign((pattern, flags) => new RegExp(pattern, flags), { code: "patternOf" });

/**
 * Compiles the schemas into one module without ajv, whose export `validators` holds a function per name.
 * Formats are not asserted: beside each stands a pattern, which is stricter.
 * @param allErrors false to stop at the first, and to say only where it is
 */
export function validatorsModule(schemas, { allErrors = true } = {}) {
  const byId = new Map(schemas.map(({ schema }) => [schema.$id, schema]));
  const ajv = new Ajv2020({
    allErrors,
    verbose: allErrors,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    validateFormats: false,
    code: { source: true, esm: true, regExp: patternOf },
  });
  ajv.addVocabulary(["requirement"]);
  for (const { schema } of schemas) {
    const { $id, ...expanded } = expand(schema, byId);
    ajv.addSchema(expanded, $id);
  }
  const names = Object.fromEntries(schemas.map(({ name, schema }) => [name.replaceAll("-", "_"), schema.$id]));
  const code = standalone.default(ajv, names);
  if (code.includes("require(")) throw new Error("the compiled validators need a module of ajv at run time");
  const byName = Object.entries(names).map(([name]) => `${JSON.stringify(name.replaceAll("_", "-"))}: ${name}`);
  return `// @ts-nocheck Written by scripts/generate.mjs.\nimport { patternOf } from "../pattern.ts";\n${code}\nexport const validators = { ${byName.join(", ")} };\n`;
}
