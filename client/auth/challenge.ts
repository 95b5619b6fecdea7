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
  const text = lines.join(", ");
  const challenges: Challenge[] = [];
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    const found = expression.exec(text);
    if (found) at = expression.lastIndex;
    return found;
  };

  for (take(separators); at < text.length; take(separators)) {
    const current = challenges.at(-1);
    const named = current && take(parameter);
    if (named) {
      const name = (named[1] ?? "").toLowerCase();
      current.parameters[name] ??= named[2]?.replaceAll(/\\(.)/gs, "$1") ?? named[3] ?? "";
      continue;
    }
    const opening = take(scheme);
    if (!opening) {
      take(junk);
      continue;
    }
    const value = take(token68)?.[1];
    challenges.push({
      scheme: (opening[1] ?? "").toLowerCase(),
      // No prototype: the names are the server's choice.
      parameters: Object.create(null),
      ...(value === undefined ? {} : { token68: value }),
    });
  }
  return challenges;
}
