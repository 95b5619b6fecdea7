import { acting } from "./visible.ts";

/**
 * A value as JSON, in which what acts on a reader's screen is written as an escape: the same document, that a terminal shows
 * and does not obey. JSON itself escapes only the first 32 characters.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(acting, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
