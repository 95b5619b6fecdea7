// Reads the YAML files of a catalogue: entries that keep their schema, or a line for each mistake.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

/**
 * @param schema whose `#/$defs/entries` describes such a file
 * @param contradictions what the schema cannot say: the mistakes of one entry, one line each
 * @returns a function from a path to the entries of that file and the mistakes in it
 */
export function entriesReader(schema, contradictions) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  ajv.addSchema(schema);
  const validate = ajv.compile({ $ref: `${schema.$id}#/$defs/entries` });
  return (path) => read(path, validate, contradictions);
}

/** The entries of one file. With mistakes there are none: what breaks the schema cannot be compiled. */
function read(path, validate, contradictions) {
  let entries;
  try {
    entries = parse(readFileSync(path, "utf8"), { prettyErrors: true });
  } catch (error) {
    return { entries: [], mistakes: [error.message] };
  }
  const mistakes = validate(entries)
    ? entries.flatMap((entry) => contradictions(entry).map((text) => `${entry.id}: ${text}`))
    : [...new Set(validate.errors.map((error) => describe(error, entries)).filter(Boolean))];
  return { entries: mistakes.length > 0 ? [] : entries, mistakes };
}

/** One schema error as a line that names the entry by its id. */
function describe({ instancePath, keyword, message, params }, entries) {
  // The branches of an anyOf speak for it.
  if (keyword === "anyOf") return undefined;
  const [, index, ...path] = instancePath.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const entry = index === undefined ? undefined : (entries[index]?.id ?? `entry ${Number(index) + 1}`);
  const detail = params.additionalProperty ?? params.allowedValues?.join(", ");
  return [entry, path.join("."), detail === undefined ? message : `${message}: ${detail}`].filter(Boolean).join(": ");
}
