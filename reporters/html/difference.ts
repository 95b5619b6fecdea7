/** A piece of a text, and whether the other text has another in its place. */
export interface Piece {
  text: string;
  differs: boolean;
}

/**
 * Where two texts differ: what they have in common at both ends is left alone, the words between are marked. Nothing is
 * marked where they have nothing in common, for then everything would be.
 */
export function difference(expected: string, received: string): { expected: Piece[]; received: Piece[] } {
  const [a, b] = [wordsOf(expected), wordsOf(received)];
  const start = commonLength(a, b, Math.min(a.length, b.length));
  const end = commonLength(a.toReversed(), b.toReversed(), Math.min(a.length, b.length) - start);
  const common = [...a.slice(0, start), ...a.slice(a.length - end)].join("");
  const marks = /\w/.test(common) && expected !== received;
  const pieces = (words: string[]) =>
    [
      { text: words.slice(0, start).join(""), differs: false },
      { text: words.slice(start, words.length - end).join(""), differs: marks },
      { text: words.slice(words.length - end).join(""), differs: false },
    ].filter(({ text }) => text !== "");
  return { expected: pieces(a), received: pieces(b) };
}

function wordsOf(text: string): string[] {
  return text.match(/\w+|\W/g) ?? [];
}

function commonLength(a: readonly string[], b: readonly string[], most: number): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
