import { normalise } from "../specs/fingerprint.ts";

/** The words of a statement, without punctuation; code that holds none counts as a word. */
export function wordsOf(text: string): string[] {
  return normalise(text).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]{3,}/gu) ?? [];
}

/**
 * The share of words that two statements have in common, each as often as it occurs: 1 for the same words, 0 for none.
 * @param least what counts; anything below it is 0, and mostly found without counting words
 */
export function similarity(one: readonly string[], other: readonly string[], least = 0): number {
  const total = one.length + other.length;
  if (total === 0) return 1;
  if ((2 * Math.min(one.length, other.length)) / total < least) return 0;
  const counts = new Map<string, number>();
  for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of other) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common++;
  }
  const share = (2 * common) / total;
  return share < least ? 0 : share;
}
