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

/** Characters of a piece, but for a part that has more. */
const pieceLength = 64 * 1024;

/** `printedJson` in pieces, so that a long document need not be held as a whole. Plain data only: nothing with `toJSON`. */
export function* printedJsonPieces(value: unknown): Generator<string> {
  let piece = "";
  for (const part of partsOf(value, "", 2)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}\n`;
}

/** @param depth how many levels are gone through member by member */
function* partsOf(value: unknown, indent: string, depth: number): Generator<string> {
  const members = depth > 0 ? membersOf(value) : [];
  if (members.length === 0) {
    // In JSON a line break only ever stands between parts.
    yield jsonText(value, 2).replaceAll("\n", `\n${indent}`);
    return;
  }
  const inside = `${indent}  `;
  let before = Array.isArray(value) ? "[" : "{";
  for (const [name, member] of members) {
    yield `${before}\n${inside}${name === undefined ? "" : `${jsonText(name)}: `}`;
    yield* partsOf(member, inside, depth - 1);
    before = ",";
  }
  yield `\n${indent}${Array.isArray(value) ? "]" : "}"}`;
}

/** What JSON has of an object or a list, in the order in which it has it. */
function membersOf(value: unknown): [name: string | undefined, member: unknown][] {
  if (Array.isArray(value)) return value.map((member) => [undefined, member ?? null]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
