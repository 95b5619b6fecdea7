/** The pattern of embedded data in the descriptor's schema. */
const base64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

/** What the compiled validators test a string with. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * A pattern of a schema that can be held against a string of any length: JavaScript's own gives up on groups that
 * repeat some million times. Base 64 is tested without a group; else what is too long for the pattern does not match.
 */
export function patternOf(pattern: string, flags: string): Pattern {
  if (pattern === base64) return { test: isBase64 };
  const expression = new RegExp(pattern, flags);
  return {
    test(text) {
      try {
        return expression.test(text);
      } catch (error) {
        if (error instanceof RangeError) return false;
        throw error;
      }
    },
  };
}

/** Whether a text is padded Base 64 of the standard alphabet, without line breaks; bits left over may be any. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
