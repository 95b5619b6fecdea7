import { options } from "./options.ts";
import type { Settings } from "./settings.ts";

interface Shown {
  /** Undefined where it is as it is by default, and the default is no value. */
  value: unknown;
  from: string;
}

/** Every option with its value and where that comes from; secrets masked. */
export function shownSettings({ wishes, origins }: Settings): Record<string, Shown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { otherwise, secret, kind }]) => {
      const value = wishes[name as keyof typeof options];
      if (value === undefined) {
        const isValue = kind !== "list" && (typeof otherwise !== "string" || name === "spec" || name === "out");
        return [
          name,
          isValue ? { value: otherwise, from: "default" } : { value: undefined, from: `default: ${otherwise}` },
        ];
      }
      return [name, { value: secret ? "***" : value, from: origins[name as keyof typeof options] ?? "default" }];
    }),
  );
}

/** The same as a configuration file, with the origins as comments; what has no value is a comment altogether. */
export function settingsText(settings: Settings): string {
  const lines = Object.entries(shownSettings(settings)).map(([name, { value, from }]) =>
    value === undefined ? `# ${name}  # ${from}` : `${name}: ${JSON.stringify(value)}  # ${from}`,
  );
  return `${lines.join("\n")}\n`;
}
