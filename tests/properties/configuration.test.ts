import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { parse, stringify } from "yaml";
import { keyEntries, knownVariables } from "../../engine/compat/keys.ts";
import { flagOf, type OptionName, options } from "../../engine/compat/options.ts";
import { settingsOf } from "../../engine/compat/settings.ts";
import { settingsText } from "../../engine/compat/show.ts";
import { configurationOf, shown } from "../../engine/configuration.ts";
import { UsageError } from "../../engine/errors.ts";
import { commandLine } from "../cli/command-line.ts";
import { law } from "./law.ts";

const secret = "s3cr3t";
/** Stands before a secret, for a parser to trip over. */
const sigils = [
  "",
  "*",
  "&",
  "|",
  ">",
  "!",
  "%",
  "@",
  "`",
  "[",
  "{",
  '"',
  "'",
  "- ",
  ": ",
  "# ",
  "?",
  "-",
  "--",
  "\\",
  "\n",
  "=",
  "a=",
  "x:",
];
const secretValue = fc.constantFrom(...sigils).map((sigil) => `${sigil}${secret}`);

const texts = fc.oneof(
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
const isSecret = (name: string) => /password|token/i.test(name);
function values<Name extends string>(names: readonly Name[], value: fc.Arbitrary<unknown>) {
  return fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 6 })
    .chain((chosen) =>
      fc.tuple(...chosen.map((name) => fc.tuple(fc.constant(name), isSecret(name) ? secretValue : value))),
    )
    .map((entries) => Object.fromEntries(entries));
}

const environments = values(
  [...knownVariables.filter((name) => name !== "OCI_CONFIGURATION"), "OCI_UNKNOWN"],
  texts,
) as fc.Arbitrary<Record<string, string>>;
const names = Object.keys(options) as OptionName[];
const anything = fc.oneof(
  texts,
  fc.boolean(),
  fc.double(),
  fc.array(texts, { maxLength: 2 }),
  fc.constant({ a: { b: "c" } }),
  fc.constant(null),
);

/** A configuration file: sound YAML of any values, or text that only looks like it. */
const files = fc.oneof(
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
const wishes = values(
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

describe("A configuration", () => {
  let folder = "";
  let config = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "properties-"));
    config = join(folder, "settings.yaml");
    for (const name of knownVariables) vi.stubEnv(name, undefined);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  law(
    "of any environment, file and options is one, or a line that says what is wrong; neither shows a secret",
    50,
    fc.property(environments, files, wishes, (environment, file, given) => {
      writeFileSync(config, file);
      try {
        const settings = settingsOf({ ...given, config }, environment);
        const told = settings.notes.map(({ text }) => text).join("\n") + settingsText(settings);
        expect(told).not.toContain(secret);
        const found = configurationOf({ ...settings.wishes, storedCredentials: false }, settings.environment);
        expect(JSON.stringify(shown(found, { repository: "a", secondRepository: "b" }))).not.toContain(secret);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message).toMatch(/\S/);
        expect((error as Error).message).not.toContain(secret);
      }
    }),
  );

  law(
    "that was printed gives the same when it is read again",
    30,
    fc.property(environments, wishes, (environment, given) => {
      writeFileSync(config, "");
      let printed = "";
      try {
        const settings = settingsOf({ ...given, config }, environment);
        configurationOf({ ...settings.wishes, storedCredentials: false }, settings.environment);
        printed = settingsText(settings);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return;
      }
      // A login without its password says nothing.
      const { username, password, token, limitedPassword, ...written } = parse(printed) ?? {};
      writeFileSync(config, stringify(written));
      const again = parse(settingsText(settingsOf({ config }, {}))) ?? {};
      for (const [name, value] of Object.entries(written))
        if (String(value) !== "") expect(again[name], name).toEqual(value);
    }),
  );

  const flags = fc.oneof(
    fc.constantFrom(
      ...names.filter((name) => !["ca", "cert", "key", "config"].includes(name) && !isSecret(name)).map(flagOf),
      "--no-keep",
      "-x",
      "--",
      "---",
      "--updateBaseline",
    ),
    texts.filter((text) => text !== ""),
  );
  const secretFlags: fc.Arbitrary<string[]> = fc
    .tuple(fc.constantFrom("--password", "--token", "--limited-password"), secretValue, fc.boolean())
    // A value that looks like an option is taken for one, and said to be unknown: that is what --name=value is for.
    .map(([flag, value, joined]) => (joined || value.startsWith("-") ? [`${flag}=${value}`] : [flag, value]));

  law(
    "of any command line ends with 0 or 2, with one line on stderr, and shows no secret",
    2,
    fc.asyncProperty(
      fc.array(flags, { maxLength: 4 }),
      fc.oneof(fc.constant([]), secretFlags),
      async (flags, hidden) => {
        writeFileSync(config, "");
        const { code, stdout, stderr } = await commandLine(
          "run",
          "--print-config",
          "--config",
          config,
          "--no-stored-credentials",
          ...hidden,
          ...flags,
        );
        expect(code === 0 || code === 2, `${code} ${stderr}`).toBe(true);
        if (code === 2) expect(stderr).toMatch(/^oci-conformance: [^\n]+\n$/);
        expect(stderr).not.toMatch(/our own mistake|\n {4}at /);
        expect(stdout + stderr).not.toContain(secret);
      },
    ),
  );
});
