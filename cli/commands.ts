import type { CommandModule } from "yargs";

/** How each command is loaded, in the order in which help lists them. */
// biome-ignore lint/suspicious/noExplicitAny: yargs asks nothing of a command's own arguments
type Load = () => Promise<CommandModule<object, any>>;

const commands: Record<string, Load> = {
  run: async () => (await import("./run.ts")).runCommand,
  report: async () => (await import("./report.ts")).reportCommand,
  merge: async () => (await import("./merge.ts")).mergeCommand,
  compare: async () => (await import("./compare.ts")).compareCommand,
  bundle: async () => (await import("./bundle.ts")).bundleCommand,
  import: async () => (await import("./import.ts")).importCommand,
  probe: async () => (await import("./probe.ts")).probeCommand,
  site: async () => (await import("./site.ts")).siteCommand,
  registry: async () => (await import("./registry.ts")).registryCommand,
  selftest: async () => (await import("./selftest.ts")).selftestCommand,
  validate: async () => (await import("./validate.ts")).validateCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  clean: async () => (await import("./clean.ts")).cleanCommand,
  schema: async () => (await import("./schema.ts")).schemaCommand,
  spec: async () => (await import("./spec.ts")).specCommand,
};

/**
 * The command that the arguments begin with, alone: it need not wait for what the others are made of. None to tell the
 * version; else all of them.
 */
export function commandsFor([name = ""]: readonly string[]): ReturnType<Load>[] {
  if (name === "--version") return [];
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return (named ? [named] : Object.values(commands)).map((load) => load());
}
