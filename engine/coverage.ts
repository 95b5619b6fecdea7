import { faults as allFaults } from "../registry/faults/index.ts";
import { catalogue } from "../specs/catalogue.ts";
import type { Requirement, SpecVersion } from "../specs/model.ts";
import type { Statement } from "../specs/statement.ts";
import { tests as allTests } from "../suites/index.ts";

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
  const tested = new Set<string>(allTests().map(({ requirement }) => requirement));
  const faultsOf = new Map<string, number>();
  for (const id of allFaults.flatMap(({ breaks }) => breaks)) faultsOf.set(id, (faultsOf.get(id) ?? 0) + 1);

  const requirements = catalogue.filter(({ levels }) => levels[spec] !== null);
  const cited = new Set(requirements.flatMap(({ statements }) => statements[spec]));
  const references = texts ? [...new Set(texts.map(({ reference }) => reference))] : [...cited];

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
  for (const requirement of requirements) {
    const testable = requirement.untestable === null;
    add(requirement.section[spec] ?? "", {
      requirements: 1,
      testable: testable ? 1 : 0,
      tests: tested.has(requirement.id) ? 1 : 0,
      faults: faultsOf.get(requirement.id) ?? 0,
    });
  }
  for (const reference of references) add(sectionOf(reference), { statements: 1 });

  return {
    spec,
    sections,
    total,
    untestable: requirements.flatMap(({ id, untestable }) =>
      untestable === null ? [] : [{ requirement: id, reason: untestable }],
    ),
    gaps: [
      ...(texts ?? [])
        .filter(({ reference }) => !cited.has(reference))
        .map(({ reference, line }) => `no requirement stands on ${reference} (line ${line})`),
      ...requirements
        .filter(isTestable)
        .flatMap(({ id }) => [
          ...(tested.has(id) ? [] : [`${id} has no test`]),
          ...(faultsOf.has(id) ? [] : [`${id} has no fault`]),
        ]),
    ],
  };
}

function nothing(): Coverage {
  return { statements: 0, requirements: 0, testable: 0, tests: 0, faults: 0 };
}

function isTestable({ untestable }: Requirement): boolean {
  return untestable === null;
}

/** The section that a statement stands in, as requirements name theirs. */
function sectionOf(reference: string): string {
  return reference.replace(/^spec\.md(?=#)/, "").replace(/@.*$/, "");
}
