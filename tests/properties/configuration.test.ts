import fc from "fast-check";
import { describe, expect } from "vitest";
import { parse, stringify } from "yaml";
import { settingsOf } from "../../engine/compat/settings.ts";
import { settingsText } from "../../engine/compat/show.ts";
import { shown } from "../../engine/configuration/shown.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UsageError } from "../../engine/errors.ts";
import { law } from "./law.ts";
import { settingsFile } from "./settings-file.ts";
import { environments, files, secret, wishes } from "./settings-texts.ts";

describe("A configuration", () => {
  const config = settingsFile();

  law(
    "of any environment, file and options is one, or a line that says what is wrong; neither shows a secret",
    50,
    fc.property(environments, files, wishes, (environment, file, given) => {
      config.write(file);
      try {
        const settings = settingsOf({ ...given, config: config.path() }, environment);
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
      config.write("");
      let printed = "";
      try {
        const settings = settingsOf({ ...given, config: config.path() }, environment);
        configurationOf({ ...settings.wishes, storedCredentials: false }, settings.environment);
        printed = settingsText(settings);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return;
      }
      // A login without its password says nothing.
      const { username, password, token, limitedPassword, ...written } = parse(printed) ?? {};
      config.write(stringify(written));
      const again = parse(settingsText(settingsOf({ config: config.path() }, {}))) ?? {};
      for (const [name, value] of Object.entries(written))
        if (String(value) !== "") expect(again[name], name).toEqual(value);
    }),
  );
});
