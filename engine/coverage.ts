import { citationsOf, isCovered } from "../gate/citations.ts";
import { catalogue } from "../specs/catalogue.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { Statement } from "../specs/statement.ts";
import type { Proof } from "../specs/statement-coverage.ts";
import { gapsOf, proofsOf } from "./proofs.ts";

/** What a section of a spec, or all of it, is covered by. */
export interface Coverage {
  /** Normative statements; of a spec whose text is not at hand, those that requirements stand on. */
  statements: number;
  requirements: number;
  testable: number;
  tests: number;
  faults: number;
}

/** How the statements of a spec version are covered. */
export interface SpecCoverage {
  spec: SpecVersion;
  /** By section, `#anchor` or `<file>#anchor`, in the order of the catalogue. */
  sections: ReadonlyMap<string, Coverage>;
  total: Coverage;
  /** What no black-box test can see, with the reason. */
  untestable: { requirement: string; reason: string }[];
  /** What is missing, one line each; empty when every statement has its requirement, test and fault. */
  gaps: string[];
}

/**
 * Counts what each section of a spec version is covered by.
 * @param texts the normative statements of its documents; undefined when its text is not at hand
 */
export function coverageOf(spec: SpecVersion, texts?: readonly Pick<Statement, "reference" | "line">[]): SpecCoverage {
  const proofs = proofsOf("distribution");
  const citations = citationsOf("distribution", spec);
  const requirements = catalogue.filter(({ levels }) => levels[spec] !== null);
  const references = texts
    ? new Set(texts.map(({ reference }) => reference))
    : new Set(requirements.flatMap(({ statements }) => statements[spec]));

  const sections = new Map<string, Coverage>();
  const total = nothing();
  const add = (section: string, counts: Partial<Coverage>) => {
    const entry = sections.get(section) ?? nothing();
    sections.set(section, entry);
    for (const [key, count] of Object.entries(counts) as [keyof Coverage, number][]) {
      entry[key] += count;
      total[key] += count;
    }
  };
  const found = requirements.flatMap(({ id }) => proofs.get(id) ?? []);
  for (const { id, section } of requirements) {
    const { tests, faults, untestable } = proofs.get(id) as Proof;
    add(section[spec] ?? "", {
      requirements: 1,
      testable: untestable === null ? 1 : 0,
      tests: tests.length,
      faults: faults.length,
    });
  }
  for (const reference of references) add(sectionOf(reference), { statements: 1 });

  return {
    spec,
    sections,
    total,
    untestable: found.flatMap(({ requirement, untestable }) =>
      untestable === null ? [] : [{ requirement, reason: untestable }],
    ),
    gaps: [
      ...(texts ?? [])
        .filter(({ reference }) => !isCovered(citations, [reference]))
        .map(({ reference, line }) => `no requirement stands on ${reference} (line ${line})`),
      ...found.flatMap(gapsOf),
    ],
  };
}

function nothing(): Coverage {
  return { statements: 0, requirements: 0, testable: 0, tests: 0, faults: 0 };
}

/** The section that a statement stands in, as requirements name theirs. */
function sectionOf(reference: string): string {
  return reference.replace(/^spec\.md(?=#)/, "").replace(/@.*$/, "");
}
