import { UsageError } from "../errors.ts";
import { type Given, type Note, nearest, switchOf } from "./given.ts";
import { type KeyName, keyEntries, knownVariables, type LegacyVariable, legacyVariables } from "./keys.ts";

export type OfficialGiven = Given & { key: KeyName };

/** What the environment says of the official suite's keys. An empty variable is as good as none. @throws UsageError */
export function inEnvironment(environment: NodeJS.ProcessEnv): OfficialGiven[] {
  return keyEntries.flatMap(([key, { variable, kind, words }]) => {
    const text = variable && environment[variable];
    if (!variable || !text) return [];
    if (words && !words.includes(text)) throw new UsageError(`${variable}: "${text}" is none of ${words.join(", ")}`);
    const value = kind === "switch" ? switchOf(text, variable) : kind === "list" ? text.split(" ") : text;
    return [{ key, value, from: variable, rank: "environment" as const }];
  });
}

/** The variables of its first version that are set, as they stand. */
export function legacyIn(environment: NodeJS.ProcessEnv): Partial<Record<LegacyVariable, string>> {
  return Object.fromEntries(
    legacyVariables.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : [])),
  );
}

/** The variables that look as if they were for us and are not. */
export function strangersIn(environment: NodeJS.ProcessEnv): Note[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith("OCI_") && environment[name] && !knownVariables.includes(name))
    .map((name) => ({
      text: `${name} means nothing here; the nearest that does is ${nearest(name, knownVariables)}`,
      odd: true,
    }));
}
