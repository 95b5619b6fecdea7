import { parameterValue, Scanner } from "../scanner.ts";

/** One challenge of a WWW-Authenticate header (RFC 9110, 11.6.1). */
export interface Challenge {
  /** In lower case: `basic`, `bearer`, … */
  scheme: string;
  /** By lower-case name. */
  parameters: Record<string, string>;
  /** The single value some schemes have instead of parameters. */
  token68?: string;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const separators = /[\s,]*/y;
const parameter = new RegExp(`(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]*))`, "y");
const scheme = new RegExp(`(${token})(?=[\\s,]|$)`, "y");
const token68 = /[ \t]+([A-Za-z0-9._~+/-]+=*)(?=\s*(?:,|$))/y;
const junk = /[^\s,]+/y;

/**
 * Reads all challenges of all WWW-Authenticate lines of a response. Lenient: what is no challenge is passed over, and a
 * missing comma between parameters is forgiven.
 */
export function parseChallenges(lines: readonly string[]): Challenge[] {
  const text = new Scanner(lines.join(", "));
  const challenges: Challenge[] = [];
  for (text.take(separators); !text.ended; text.take(separators)) {
    const current = challenges.at(-1);
    const named = current && text.take(parameter);
    if (named) {
      const name = (named[1] ?? "").toLowerCase();
      current.parameters[name] ??= parameterValue(named[2], named[3]);
      continue;
    }
    const opening = text.take(scheme);
    if (!opening) {
      text.take(junk);
      continue;
    }
    const value = text.take(token68)?.[1];
    challenges.push({
      scheme: (opening[1] ?? "").toLowerCase(),
      // No prototype: the names are the server's choice.
      parameters: Object.create(null),
      ...(value === undefined ? {} : { token68: value }),
    });
  }
  return challenges;
}
