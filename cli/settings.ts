import { type OptionName, options, type RunWishes } from "../engine/compat/options.ts";
import { type Settings, settingsOf } from "../engine/compat/settings.ts";

/** What the command line, the environment and files say together; tells on stderr what the official suite's settings mean here. */
export function settingsFrom(given: RunWishes & { config?: string | undefined; json?: boolean }): Settings {
  const settings = settingsOf({ ...ofOptions(given), config: given.config });
  const silent = settings.wishes.quiet || given.json;
  for (const { text, odd } of settings.notes) if (odd || !silent) process.stderr.write(`oci-conformance: ${text}\n`);
  return settings;
}

/** Without what yargs adds: other spellings of the names, and the commands. */
function ofOptions(given: RunWishes): RunWishes {
  const names: OptionName[] = [...(Object.keys(options) as OptionName[]), "updateBaseline", "force"];
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}
