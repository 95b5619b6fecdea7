/** What a lone dash travels under, because yargs would take it for an option without a name. */
const carried = "(standard input)";

export function carryDashes(args: readonly string[]): string[] {
  return args.map((arg) => (arg === "-" ? carried : arg));
}

export function dashesIn(values: readonly string[]): string[] {
  return values.map((value) => (value === carried ? "-" : value));
}
