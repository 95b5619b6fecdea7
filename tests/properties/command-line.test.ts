import fc from "fast-check";
import { describe, expect } from "vitest";
import { flagOf } from "../../engine/compat/options.ts";
import { commandLine } from "../cli/command-line.ts";
import { law } from "./law.ts";
import { settingsFile } from "./settings-file.ts";
import { isSecret, names, secret, secretValue, texts } from "./settings-texts.ts";

describe("The command line", () => {
  const config = settingsFile();

  const flags = fc.oneof(
    fc.constantFrom(
      ...names
        .filter((name) => !["ca", "cert", "key", "config", "storedCredentials"].includes(name) && !isSecret(name))
        .map(flagOf),
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
    "of any arguments ends with 0 or 2, with one line on stderr, and shows no secret",
    2,
    fc.asyncProperty(
      fc.array(flags, { maxLength: 4 }),
      fc.oneof(fc.constant([]), secretFlags),
      async (flags, hidden) => {
        config.write("");
        const { code, stdout, stderr } = await commandLine(
          "run",
          "--print-config",
          "--config",
          config.path(),
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
