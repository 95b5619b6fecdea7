import { citationsOf, coverOf } from "../gate/citations.ts";
import { passagesIn, type SpecText } from "../gate/documents.ts";
import { statementsIn } from "../gate/passages.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { StatementCoverage } from "../specs/statement-coverage.ts";
import { gapsOf, proofsOf } from "./proofs.ts";

/** Follows each statement of a text to its requirements, and these to their tests and faults. */
export function coverageOfText(text: SpecText, version: SpecVersion): StatementCoverage {
  const citations = citationsOf(text.spec, version);
  const proofs = proofsOf(text.spec);
  const statements = statementsIn(passagesIn(text)).map((statement) => {
    const { requirements, reason } = coverOf(citations, [statement.reference]);
    const found = requirements.flatMap((id) => proofs.get(id) ?? []);
    const unanswered = found.length === 0 && reason === null ? ["no requirement and no reason"] : [];
    return { statement, proofs: found, reason, gaps: [...unanswered, ...found.flatMap(gapsOf)] };
  });
  return { spec: text.spec, version, statements };
}
