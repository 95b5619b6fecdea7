import { acting } from "./visible.ts";

/**
 * A value as JSON, in which what acts on a reader's screen is written as an escape, and what GitHub's runner takes for a
 * command: the same document, that a terminal or a runner shows and does not obey. JSON itself escapes only the
 * first 32 characters.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replaceAll("##[", "#\\u0023[")
    .replace(unusual, (text) => text.replace(acting, escapesOf));
}

/** Nearly every character is plain ASCII, of which JSON leaves one that acts: this is quick to see. */
const unusual = /[^\n -~]+/g;

function escapesOf(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}

/** `jsonText` for people and files: indented, and with a newline at the end. */
export function printedJson(value: unknown): string {
  return `${jsonText(value, 2)}\n`;
}
