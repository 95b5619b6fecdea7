import { compile } from "json-schema-to-typescript";

const banner = "// Written by `npm run generate:types` from the JSON Schemas, to which a test holds it.";

/** The documents that the schemas describe, as TypeScript: one interface per title, and `Documents` by schema name. */
export async function typesModule(schemas) {
  const names = new Map(schemas.map(({ name, schema }) => [schema.$id, name]));
  const local = (node, name) => {
    if (Array.isArray(node)) return node.map((item) => local(item, name));
    if (typeof node !== "object" || node === null) return node;
    if (typeof node.$ref === "string") {
      const [id, fragment = ""] = node.$ref.split("#");
      return { $ref: `#/$defs/${id === "" ? name : names.get(id)}${fragment}` };
    }
    const { $schema, $id, requirement, ...members } = node;
    if (Object.keys(members).every((key) => key === "description")) members.tsType = "unknown";
    // Conditions and patterns say nothing that a type could hold.
    if (members.allOf?.every((item) => item.if)) delete members.allOf;
    if (members.patternProperties) for (const key of ["properties", "patternProperties"]) delete members[key];
    return Object.fromEntries(
      Object.entries(members).map(([key, item]) => [key, key === "properties" ? each(item, name) : local(item, name)]),
    );
  };
  const each = (items, name) =>
    Object.fromEntries(Object.entries(items).map(([key, item]) => [key, local(item, name)]));
  const wrapper = {
    title: "Documents",
    description: "Each document by the name of its schema.",
    type: "object",
    required: schemas.map(({ name }) => name),
    additionalProperties: false,
    properties: Object.fromEntries(schemas.map(({ name }) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: Object.fromEntries(schemas.map(({ name, schema }) => [name, local(schema, name)])),
  };
  return compile(wrapper, "Documents", {
    bannerComment: banner,
    unreachableDefinitions: false,
    style: { printWidth: 120 },
  });
}
