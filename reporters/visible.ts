/**
 * Characters that act on a reader's screen instead of showing: control characters, direction overrides, invisible
 * and broken ones. Newline and tab may stay.
 */
export const acting = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Nearly every text is plain ASCII, and this is quick to see. */
const printable = /^[\n\t -~]*$/;

/** The text with such characters written out, as in `\x1b` or `\u202e`: what a target says is shown, never obeyed. */
export function visible(text: string): string {
  return printable.test(text) ? text : text.replace(acting, escapeOf);
}

/**
 * What the runner of GitHub Actions takes for a command in whatever a job prints: `::name` where a line begins, and the
 * older `##[name]` anywhere.
 */
const commanding = /(?<=#)#(?=\[)|(?<=^\s*):(?=:[a-z])/gi;

/** `visible` on a single line, cut after `limit` characters; no command to the runner of a job that prints it. */
export function oneLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = visible(text).replaceAll("\n", "\\n").replaceAll("\t", " ").replace(commanding, escapeOf);
  return line.length > limit ? `${line.slice(0, limit).replace(/\p{Cs}$/u, "")}…` : line;
}

function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}
