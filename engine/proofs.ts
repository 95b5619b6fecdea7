import { documentCases } from "../image/corpus/documents.ts";
import { layouts } from "../image/corpus/layouts.ts";
import { provenElsewhere, undecided } from "../image/undecided.ts";
import { faults } from "../registry/faults/index.ts";
import { catalogue } from "../specs/catalogue.ts";
import { imageCatalogue } from "../specs/image-catalogue.ts";
import type { SpecName } from "../specs/spec-names.ts";
import type { Proof } from "../specs/statement-coverage.ts";
import { tests } from "../suites/index.ts";

/** What proves each requirement of a spec's catalogue, by id. */
export function proofsOf(spec: SpecName): ReadonlyMap<string, Proof> {
  return new Map((spec === "image" ? imageProofs() : registryProofs()).map((proof) => [proof.requirement, proof]));
}

/** What a proof lacks, one line each; nothing where the requirement cannot be tested. */
export function gapsOf({ requirement, tests, faults, untestable }: Proof): string[] {
  if (untestable !== null) return [];
  return [
    ...(tests.length === 0 ? [`${requirement} has no test`] : []),
    ...(faults.length === 0 ? [`${requirement} has no fault`] : []),
  ];
}

function registryProofs(): Proof[] {
  const testsOf = grouped(tests().map(({ requirement, scenario }) => [requirement, scenario.title]));
  const faultsOf = grouped(faults.flatMap(({ id, breaks }) => breaks.map((requirement) => [requirement, id] as const)));
  return catalogue.map(({ id, untestable }) => ({
    requirement: id,
    tests: testsOf.get(id) ?? [],
    faults: faultsOf.get(id) ?? [],
    untestable,
  }));
}

function imageProofs(): Proof[] {
  const testsOf = grouped(documentCases.map(({ requirement, title }) => [requirement, title]));
  const faultsOf = grouped([
    ...documentCases.filter(({ legal }) => !legal).map(({ requirement, title }) => [requirement, title] as const),
    ...layouts.flatMap(({ breaks, title }) => (breaks === undefined ? [] : [[breaks, title] as const])),
  ]);
  return imageCatalogue.map(({ id, binds }) => {
    const elsewhere = provenElsewhere[id];
    const faults = elsewhere === undefined ? (faultsOf.get(id) ?? []) : [elsewhere];
    const about = binds === "consumer" ? "binds what software does with images, which content cannot show" : undefined;
    return {
      requirement: id,
      tests: [...new Set([...(testsOf.get(id) ?? []), ...faults])],
      faults,
      untestable: faults.length > 0 ? null : (undecided[id] ?? about ?? null),
    };
  });
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
