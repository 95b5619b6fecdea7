import { normalise } from "../specs/fingerprint.ts";
import type { Passage } from "../specs/statement.ts";
import type { PassageChange } from "../specs/statement-change.ts";
import { levelsIn } from "./key-words.ts";
import { similarity, wordsOf } from "./similarity.ts";

/** How alike two statements must be to be one that was reworded: in one section, in one file, with a level gained or lost. */
const alike = { section: 0.5, file: 0.65, level: 0.8 };

/**
 * What became of each statement from one text of a spec to the next, in the order of the new text; what was removed stands
 * at the end. Wrapping, links, emphasis and punctuation are no change.
 * @param tracked which passages count beside those with a level, such as table rows that a requirement stands on
 */
export function compare(
  old: readonly Passage[],
  now: readonly Passage[],
  tracked: (passage: Passage) => boolean = () => false,
): PassageChange[] {
  const counts = (passage: Passage) => passage.kind !== "heading" && (passage.level !== null || tracked(passage));
  const pairing = new Pairing(old, now, counts);
  pairing.pair((one) => one.reference);
  pairing.pair((one) => `${one.file} ${fingerprintOf(one)}`);
  pairing.pair(fingerprintOf);
  pairing.pair((one) => `${one.file} ${bareWords(one.text)}`);
  pairing.dropResplit();
  pairing.pairAlike();
  return pairing.changes();
}

class Pairing {
  private readonly olds: Set<Passage>;
  private readonly news: Set<Passage>;
  private readonly pairs: [Passage, Passage][] = [];

  constructor(
    old: readonly Passage[],
    private readonly now: readonly Passage[],
    private readonly counts: (passage: Passage) => boolean,
  ) {
    this.olds = new Set(old.filter(({ kind }) => kind !== "heading"));
    this.news = new Set(now.filter(({ kind }) => kind !== "heading"));
  }

  /** Pairs what has the same key, in the order of the texts. */
  pair(keyOf: (passage: Passage) => string): void {
    const byKey = new Map<string, Passage[]>();
    for (const passage of this.olds) {
      const key = keyOf(passage);
      byKey.set(key, [...(byKey.get(key) ?? []), passage]);
    }
    for (const passage of [...this.news]) {
      const partner = byKey.get(keyOf(passage))?.shift();
      if (partner) this.join(partner, passage);
    }
  }

  /**
   * Forgets what only was split or joined: a passage whose words are those of several in a row on the other side, as when
   * an indentation makes a list of what was a run of text.
   */
  dropResplit(): void {
    forgetRuns(this.olds, this.news);
    forgetRuns(this.news, this.olds);
  }

  /** Pairs what is left by likeness, the most alike first. At least one of the two counts. */
  pairAlike(): void {
    const words = new Map([...this.olds, ...this.news].map((passage) => [passage, wordsOf(passage.text)]));
    const candidates = [...this.olds].flatMap((one) =>
      [...this.news].flatMap((other) => {
        if (one.kind !== other.kind || !(this.counts(one) || this.counts(other))) return [];
        const likeness = similarity(words.get(one) ?? [], words.get(other) ?? [], this.needed(one, other));
        return likeness === 0 ? [] : [{ one, other, rank: likeness + (one.anchor === other.anchor ? 0.15 : 0) }];
      }),
    );
    candidates.sort((a, b) => b.rank - a.rank);
    for (const { one, other } of candidates) if (this.olds.has(one) && this.news.has(other)) this.join(one, other);
  }

  changes(): PassageChange[] {
    const olds = new Map(this.pairs.map(([one, other]) => [other, one]));
    const present = this.now.flatMap((passage) => {
      const old = olds.get(passage);
      if (old) return this.counts(old) || this.counts(passage) ? changeOf(old, passage) : [];
      return this.news.has(passage) && this.counts(passage)
        ? [{ kind: "added" as const, old: null, new: passage }]
        : [];
    });
    const gone = [...this.olds].filter(this.counts).map((old) => ({ kind: "removed" as const, old, new: null }));
    return [...present, ...gone];
  }

  private needed(one: Passage, other: Passage): number {
    if ((one.level === null) !== (other.level === null)) return alike.level;
    if (one.file !== other.file) return alike.level;
    return one.anchor === other.anchor ? alike.section : alike.file;
  }

  private join(old: Passage, now: Passage): void {
    this.olds.delete(old);
    this.news.delete(now);
    this.pairs.push([old, now]);
  }
}

function changeOf(old: Passage, now: Passage): PassageChange[] {
  if (levelsOf(old) !== levelsOf(now) && (old.level !== now.level || sameBut(old, now)))
    return [{ kind: "level", old, new: now }];
  if (bareWords(old.text) !== bareWords(now.text) || oneLine(old.shows) !== oneLine(now.shows))
    return [{ kind: "reworded", old, new: now }];
  if (old.file !== now.file || old.anchor !== now.anchor) return [{ kind: "moved", old, new: now }];
  return conditionsOf(old) === conditionsOf(now) ? [] : [{ kind: "reworded", old, new: now }];
}

/** Removes each whole that is made of a run of parts, and these parts. */
function forgetRuns(wholes: Set<Passage>, parts: Set<Passage>): void {
  const texts = new Map([...parts].map((part) => [part, unmarked(part.text)]));
  for (const whole of [...wholes]) {
    const run = runOf(
      unmarked(whole.text),
      [...parts].filter(({ file }) => file === whole.file),
      texts,
    );
    if (!run) continue;
    wholes.delete(whole);
    for (const part of run) parts.delete(part);
  }
}

/** @param texts the words of each part */
function runOf(
  words: string,
  parts: readonly Passage[],
  texts: ReadonlyMap<Passage, string>,
): readonly Passage[] | undefined {
  for (const [first, part] of parts.entries()) {
    let joined = texts.get(part) ?? "";
    if (!words.startsWith(joined)) continue;
    for (let last = first + 1; last < parts.length && joined.length < words.length; last++) {
      joined += ` ${texts.get(parts[last] as Passage)}`;
      if (joined === words) return parts.slice(first, last + 1);
    }
  }
  return undefined;
}

/** The conditions that it stands under, as far as they are no statements themselves and so told on their own. */
function conditionsOf({ under }: Passage): string {
  return under
    .filter((condition) => levelsIn(condition).length === 0)
    .map(bareWords)
    .join("\n");
}

function levelsOf({ level, levels }: Passage): string {
  return levels.length === 0 ? `${level}` : levels.join(" ");
}

/** Whether nothing but key words differs. */
function sameBut(old: Passage, now: Passage): boolean {
  const withoutKeyWords = ({ text }: Passage) =>
    text
      .replace(/\b(?:NOT\s+)?(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b(?:\s+NOT)?/gi, "*")
      .toLowerCase();
  return withoutKeyWords(old) === withoutKeyWords(now);
}

function oneLine(code: string | null): string {
  return (code ?? "").replace(/\s+/g, " ").trim();
}

function fingerprintOf({ reference }: Passage): string {
  return reference.slice(reference.lastIndexOf("@"));
}

/** The words without the punctuation around them; what stands inside code or a word stays. */
function bareWords(text: string): string {
  return normalise(text)
    .replace(/[.,;:!?'"()*_`]+(?=\s|$)|(?<=^|\s)['"(*_`]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The bare words without the marks of list items. */
function unmarked(text: string): string {
  return bareWords(text).replace(/(?<=^|\s)[-+](?:\s|$)/g, "");
}
