import { type Conduct, conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import { judgementsOf } from "../../schemas/judgements.ts";
import type { Report, Verdict } from "../../schemas/report.ts";

/** Verdicts by spec version and requirement. */
export type Verdicts = Record<string, Verdict>;

/** One run, judged under every version of the spec. @throws UntestableTarget */
export function run(registry: string, wishes: Wishes = {}, conduct: Conduct = {}): Promise<Report> {
  return conductRun(configurationOf({ spec: "edge,1.1,1.0", ...wishes, registry }, {}), conduct);
}

export function verdictsOf(report: Report): Verdicts {
  return Object.fromEntries(
    judgementsOf(report).flatMap(({ spec, results }) =>
      results.map(({ requirement, verdict }) => [`${spec} ${requirement}`, verdict]),
    ),
  );
}

/** A run, or undefined when the target could not be tested at all: that, too, says nothing false. */
export async function runIfTestable(registry: string, wishes?: Wishes): Promise<Report | undefined> {
  try {
    return await run(registry, wishes);
  } catch (error) {
    if (error instanceof UntestableTarget) return undefined;
    throw error;
  }
}

/** What differs from the verdicts of a steady run, other than by being undecided: `error` or `blocked`. */
export function falseVerdicts(steady: Verdicts, found: Verdicts): string[] {
  return Object.entries(found)
    .filter(([id, verdict]) => verdict !== steady[id] && verdict !== "error" && verdict !== "blocked")
    .map(([id, verdict]) => `${id}: ${verdict}, and ${steady[id]} when nothing fails`);
}
