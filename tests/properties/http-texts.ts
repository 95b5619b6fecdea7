import fc from "fast-check";
import { thorough } from "./law.ts";

/** Texts of HTTP's own grammar (RFC 9110, section 5.6). */

const among = (characters: string) => fc.constantFrom(...characters);
const range = (first: number, last: number) =>
  String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, at) => first + at));

/** What a token is made of. */
export const tokenCharacters = `!#$%&'*+-.^_\`|~${range(0x30, 0x39)}${range(0x41, 0x5a)}${range(0x61, 0x7a)}`;

export const token = fc.string({ unit: among(tokenCharacters), minLength: 1, maxLength: 8 });

/** What a quoted string can say: tabs, and all that is visible or beyond ASCII. */
export const quotable = fc.string({
  unit: fc.oneof(among(`\t ${range(0x21, 0x7e)}`), among(range(0x80, 0xff)), among('",;=<>\\ ')),
  maxLength: 12,
});

/** The text as a quoted string; whatever may be escaped without need is, at the places that `needless` says. */
export function quotedString(text: string, needless = false): string {
  return `"${text.replaceAll(needless ? /["\\a-f]/g : /["\\]/g, (character) => `\\${character}`)}"`;
}

/** Optional white space. */
export const blanks = fc.string({ unit: among(" \t"), maxLength: 2 });

/** Any text that a header may hold, with much of what parsers trip over. */
export const headerText = fc.string({
  unit: fc.oneof(among('<>;,="\\ \t'), among("aBr/0?:*~."), among(range(0x80, 0xff)), fc.constant("rel")),
  maxLength: 60,
});

/** So long that whoever looks at it once for each of its characters does not come to an end within the time of a test, when there is time for what takes long. */
export const long = (piece: string) => piece.repeat(Math.ceil((thorough ? 300_000 : 30_000) / piece.length));
