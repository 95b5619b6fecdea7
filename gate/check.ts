import type { SpecVersion } from "../specs/model.ts";
import type { Passage } from "../specs/statement.ts";
import type { Astray, SpecCheck, StatementChange } from "../specs/statement-change.ts";
import { type Citations, citationsOf, coverOf, isCovered } from "./citations.ts";
import { compare } from "./compare.ts";
import { passagesIn, type SpecText } from "./documents.ts";
import { statementsIn } from "./passages.ts";

/** An earlier text of the spec, and the ref that it was read from. */
export interface Base {
  ref: string;
  text: SpecText;
}

/**
 * Holds a text of a spec against the catalogue. With a base only what changed since is judged: a gap that was there
 * before is nobody's fault now.
 */
export function checkSpec(head: SpecText, version: SpecVersion, base?: Base): SpecCheck {
  const citations = citationsOf(head.spec, version);
  const passages = passagesIn(head);
  const changes = base ? changesSince(base.text, head, passages, citations) : [];
  const statements = statementsIn(passages);
  return {
    spec: head.spec,
    version,
    base: base?.ref ?? null,
    statements: statements.length,
    changes,
    uncovered: base
      ? changes.flatMap((change) => (change.uncovered && change.new ? [change.new] : []))
      : statements.filter(({ reference }) => !isCovered(citations, [reference])),
    astray: astrayIn(passages, citations),
    examples: [],
  };
}

/**
 * Whether the gate is open: nothing is uncovered, no example is wrong and, without a base, the catalogue stands on nothing
 * that is not there.
 */
export function isOpen({ base, uncovered, astray, examples }: SpecCheck): boolean {
  const wrong = examples.some(({ verdict }) => verdict === "invalid");
  return uncovered.length === 0 && !wrong && (base !== null || astray.length === 0);
}

/** A document that did not change is read once: each passage of it is its own partner, since its reference names the file. */
function changesSince(
  base: SpecText,
  head: SpecText,
  passages: readonly Passage[],
  citations: Citations,
): StatementChange[] {
  const same = (file: string) => base.documents.get(file) === head.documents.get(file);
  const old = passagesIn({ ...base, documents: new Map([...base.documents].filter(([file]) => !same(file))) });
  const now = passages.filter(({ file }) => !same(file));
  const cited = ({ reference }: Passage) => citations.requirements.has(reference);
  return compare(old, now, cited).map((change) => {
    const references = [change.new?.reference, change.old?.reference];
    const bound = change.new !== null && change.new.level !== null;
    return { ...change, ...coverOf(citations, references), uncovered: bound && !isCovered(citations, references) };
  });
}

function astrayIn(passages: readonly Passage[], { requirements }: Citations): Astray[] {
  const there = new Set(passages.map(({ reference }) => reference));
  const byWords = new Map(passages.map(({ reference }) => [reference.replace(/^.*@/, ""), reference]));
  return [...requirements]
    .filter(([reference]) => !there.has(reference))
    .flatMap(([reference, ids]) =>
      ids.map((requirement) => ({
        requirement,
        reference,
        movedTo: byWords.get(reference.replace(/^.*@/, "")) ?? null,
      })),
    );
}
