import fc from "fast-check";
import { stringify } from "yaml";
import { keyEntries, knownVariables } from "../../engine/compat/keys.ts";
import { type OptionName, options } from "../../engine/compat/options.ts";

/** What must be told nowhere. */
export const secret = "s3cr3t";
/** Stands before a secret, for a parser to trip over. */
const sigils = ["", ..."*&|>!%@`[{\"'?-=\\\n", "- ", ": ", "# ", "--", "a=", "x:"];
export const secretValue = fc.constantFrom(...sigils).map((sigil) => `${sigil}${secret}`);

/** Values, many of which mean something somewhere. */
export const texts = fc.oneof(
  fc.constantFrom(
    "",
    "true",
    "false",
    "1",
    "0",
    "-1",
    "1e9",
    "NaN",
    "1.0",
    "1.1",
    "stable",
    "edge",
    "tag",
    "2/4",
    "disabled",
    "insecure",
    "debug",
    "pull",
    "a/b",
    "localhost:5000",
    "https://a.b",
    "base.*",
    "none",
    "html",
    "push",
    "Pull Manifest",
  ),
  fc.string({ unit: fc.constantFrom(..."aA0 :/@*\n\t\"'#-\u202e\u0000"), maxLength: 8 }),
);

/** What is secret by its name gets a secret value wherever it stands. */
export const isSecret = (name: string) => /password|token/i.test(name);
function values<Name extends string>(names: readonly Name[], value: fc.Arbitrary<unknown>) {
  return fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 6 })
    .chain((chosen) =>
      fc.tuple(...chosen.map((name) => fc.tuple(fc.constant(name), isSecret(name) ? secretValue : value))),
    )
    .map((entries) => Object.fromEntries(entries));
}

export const environments = values(
  [...knownVariables.filter((name) => name !== "OCI_CONFIGURATION"), "OCI_UNKNOWN"],
  texts,
) as fc.Arbitrary<Record<string, string>>;
export const names = Object.keys(options) as OptionName[];
const anything = fc.oneof(
  texts,
  fc.boolean(),
  fc.double(),
  fc.array(texts, { maxLength: 2 }),
  fc.constant({ a: { b: "c" } }),
  fc.constant(null),
);

/** A configuration file: sound YAML of any values, or text that only looks like it. */
export const files = fc.oneof(
  values(
    [...names, ...keyEntries.map(([name]) => name).filter((name) => !name.includes(".")), "apis", "data", "unknown"],
    anything,
  ).map((content) => stringify(content)),
  values(names, texts).map((content) =>
    Object.entries(content)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(""),
  ),
  fc
    .string({ unit: fc.constantFrom(..."ab:-[]{}*&!|>'\"#%@ \n\t"), maxLength: 30 })
    .map((text) => `${text}\npassword: ${secret}\n`),
);

/** As the command line hands them over, each of its type. */
export const wishes = values(
  names.filter((name) => !["ca", "cert", "key", "baseline"].includes(name)),
  texts,
).map((chosen) =>
  Object.fromEntries(
    Object.entries(chosen).map(([name, value]) => {
      const { kind } = options[name as keyof typeof options];
      return [
        name,
        kind === "list" ? [value] : kind === "number" ? Number(value) : kind === "switch" ? value === "true" : value,
      ];
    }),
  ),
);
