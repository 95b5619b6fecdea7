import { catalogue } from "../specs/catalogue.ts";
import { imageCatalogue } from "../specs/image-catalogue.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { SpecName } from "../specs/spec-names.ts";
import type { Cover } from "../specs/statement-change.ts";
import { unmapped } from "../specs/unmapped.ts";

/** What a version of a catalogue says of each statement that it knows. */
export interface Citations {
  /** References that requirements stand on, with the ids. */
  requirements: ReadonlyMap<string, readonly string[]>;
  /** References that no requirement stands on, and whole files, with the reason. */
  reasons: ReadonlyMap<string, string>;
}

export function citationsOf(spec: SpecName, version: SpecVersion): Citations {
  const requirements = new Map<string, string[]>();
  for (const { id, statements } of spec === "image" ? imageCatalogue : catalogue)
    for (const reference of statements[version]) {
      const ids = requirements.get(reference) ?? [];
      requirements.set(reference, [...ids, id]);
    }
  const reasons = new Map(
    unmapped[spec].flatMap(({ reason, statements }) => statements[version].map((reference) => [reference, reason])),
  );
  return { requirements, reasons };
}

/** What answers for a statement, by the references that it has or had. */
export function coverOf({ requirements, reasons }: Citations, references: readonly (string | undefined)[]): Cover {
  const known = references.filter((reference) => reference !== undefined);
  return {
    requirements: [...new Set(known.flatMap((reference) => requirements.get(reference) ?? []))],
    reason: known.map((reference) => reasonFor(reasons, reference)).find((reason) => reason !== undefined) ?? null,
  };
}

/** Whether a requirement stands on a statement, or it is recorded why none does. */
export function isCovered(citations: Citations, references: readonly (string | undefined)[]): boolean {
  const { requirements, reason } = coverOf(citations, references);
  return requirements.length > 0 || reason !== null;
}

function reasonFor(reasons: ReadonlyMap<string, string>, reference: string): string | undefined {
  return reasons.get(reference) ?? reasons.get(reference.replace(/#.*$/, ""));
}
