/**
 * Writes a schema out: every `$ref` is replaced by what it refers to, and what stands beside the `$ref` is merged in.
 *
 * The keyword `requirement` names the requirement that a constraint stands for: one id for every constraint of the
 * schema it stands in, or an object with an id per keyword, and for `required` per member. `null` is the id for a null
 * where `type` allows none. Beside a `$ref` it says what differs at this place, by keyword or by
 * `<path in the schema referred to>/<keyword>`; one id there stands for everything behind the `$ref`. Of a list of ids
 * the first that the spec version knows counts.
 *
 * @param schemas by their `$id`
 */
export function expand(schema, schemas, base = schema) {
  if (Array.isArray(schema)) return schema.map((item) => expand(item, schemas, base));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, requirement, ...own } = schema;
  const members = Object.fromEntries(Object.entries(own).map(([name, item]) => [name, expand(item, schemas, base)]));
  if ($ref === undefined) return requirement === undefined ? members : { ...members, requirement };
  const { target, document } = resolve($ref, schemas, base);
  const { $schema, $id, $defs, ...expanded } = expand(target, schemas, document);
  return { ...replaced(expanded, requirement), ...members };
}

function resolve($ref, schemas, base) {
  const [id, fragment = ""] = $ref.split("#");
  const document = id === "" ? base : schemas.get(id);
  if (document === undefined) throw new Error(`no schema is called ${id}`);
  const path = fragment.split("/").slice(1);
  return { document, target: path.reduce((node, name) => node[name], document) };
}

/** The schema with other requirements: everywhere for one id, else where the object says. */
function replaced(schema, requirement) {
  if (requirement === undefined) return schema;
  if (typeof requirement === "string" || Array.isArray(requirement)) return everywhere(schema, requirement);
  const copy = structuredClone(schema);
  for (const [path, id] of Object.entries(requirement)) {
    const steps = path.split("/");
    const keyword = steps.pop();
    const place = steps.reduce((node, name) => node?.[name], copy);
    if (place === undefined) throw new Error(`there is no ${path} to put the requirement ${id} at`);
    place.requirement = { ...perKeyword(place), [keyword]: id };
  }
  return copy;
}

function everywhere(schema, requirement) {
  if (Array.isArray(schema)) return schema.map((item) => everywhere(item, requirement));
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).map(([name, item]) => [
    name,
    name === "requirement" ? requirement : everywhere(item, requirement),
  ]);
  return Object.fromEntries(members);
}

function perKeyword({ requirement = {}, ...schema }) {
  if (typeof requirement === "object" && !Array.isArray(requirement)) return requirement;
  return Object.fromEntries(Object.keys(schema).map((keyword) => [keyword, requirement]));
}
