/** Where a sentence stands in its text: offsets of its first character and behind its last. */
export interface Sentence {
  start: number;
  end: number;
}

/** What ends in a dot and ends no sentence. */
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|fig|sec|no)|(?:^|[\s(])\p{Lu})\.$/iu;

/** The end of a sentence: its mark, closing quotes or brackets, and then space before what can begin another one. */
const ending = /[.!?][)\]"'\u2019\u201d]*(?=\s+["'(\u201c\u2018<[]*[\p{Lu}\p{N}])/gu;

/**
 * Splits prose into sentences. Line ends mean nothing, so that rewrapping changes nothing.
 * @param prose with code replaced by capital letters, since a name in code can begin a sentence
 */
export function sentencesOf(prose: string): Sentence[] {
  const ends = [...prose.matchAll(ending)]
    .map((match) => ({ mark: match.index + 1, end: match.index + match[0].length }))
    .filter(({ mark }) => !abbreviation.test(prose.slice(Math.max(0, mark - 10), mark)))
    .map(({ end }) => end);
  return [0, ...ends].flatMap((from, index) => trimmed(prose, from, ends[index] ?? prose.length));
}

function trimmed(prose: string, from: number, to: number): Sentence[] {
  const text = prose.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  const end = to - (text.length - text.trimEnd().length);
  return end > start ? [{ start, end }] : [];
}
