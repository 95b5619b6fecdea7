import { validators } from "./generated/validators.ts";
import type { Documents } from "./types.ts";

/** Where a document breaks its schema, and how. */
export interface Violation {
  /** JSON pointer to the value that is wrong; for a missing member, to the object that lacks it. */
  pointer: string;
  /** Of JSON Schema: `type`, `required`, `pattern`, … */
  keyword: string;
  /** The member that is missing, for `required`. */
  missing?: string;
  /** As ajv words it. */
  message: string;
  /** What should be there, in words. */
  expected: string;
  /** The types that are allowed, in words, for `type`: `an array or null`. */
  types?: string;
  /** What is there; undefined where a member is missing. */
  value: unknown;
  /** Ids of the requirement that is broken: the first that the spec version knows. Empty outside the image spec. */
  requirements: readonly string[];
  /** Id to give in place of them for a null, where one differs. */
  nullRequirement?: string;
}

/** What a compiled validator leaves behind. */
interface AjvError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string };
  parentSchema: Schema;
  data: unknown;
}

interface Schema {
  description?: string;
  type?: string | string[];
  const?: unknown;
  properties?: Record<string, Schema>;
  requirement?: Ids | Record<string, Ids | Record<string, Ids>>;
}

type Ids = string | readonly string[];

/** Conditions and collections: what they hold speaks for itself. */
const silent = new Set(["if", "anyOf", "allOf"]);

/** Every place where a document breaks the schema of that name; never throws. */
export function violations(name: keyof Documents, document: unknown): Violation[] {
  const validate: { (value: unknown): boolean; errors?: AjvError[] | null } = validators[name];
  return validate(document) ? [] : (validate.errors ?? []).filter(({ keyword }) => !silent.has(keyword)).map(violation);
}

function violation({ instancePath, keyword, message = keyword, params, parentSchema, data }: AjvError): Violation {
  const missing = params.missingProperty;
  const { requirement } = parentSchema;
  const perKeyword = typeof requirement === "object" && !isList(requirement) ? requirement : undefined;
  const asked = perKeyword ? perKeyword[keyword] : (requirement as Ids | undefined);
  const ids = typeof asked === "object" && !isList(asked) ? asked[missing ?? ""] : asked;
  const nullId = data === null && keyword === "type" ? perKeyword?.null : undefined;
  return {
    pointer: instancePath,
    keyword,
    ...(missing === undefined ? {} : { missing }),
    message,
    expected: expectation(parentSchema, keyword, message, missing),
    ...(keyword === "type" ? { types: typeWords(parentSchema) } : {}),
    value: missing === undefined ? data : undefined,
    requirements: ids === undefined ? [] : isList(ids) ? ids : [ids],
    ...(typeof nullId === "string" ? { nullRequirement: nullId } : {}),
  };
}

function expectation(schema: Schema, keyword: string, message: string, missing?: string): string {
  const { description, properties } = schema;
  if (missing !== undefined) {
    const words = properties?.[missing]?.description;
    return words === undefined ? `a member "${missing}"` : `a member "${missing}": ${words}`;
  }
  if (keyword === "const") return JSON.stringify(schema.const);
  if (keyword !== "type") return description ?? message;
  const types = typeWords(schema);
  return description === undefined || description.startsWith(types)
    ? (description ?? types)
    : `${types}: ${description}`;
}

function typeWords({ type = [] }: Schema): string {
  return [type]
    .flat()
    .map((name) => (name === "null" ? name : `${/^[aio]/.test(name) ? "an" : "a"} ${name}`))
    .join(" or ");
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
