import type { Outcome, Run } from "./run.ts";
import type { Board, Product } from "./survey.ts";

/** How the products of a board stand to one requirement. */
export interface Standing {
  counts: Map<string, number>;
  /** The only product that breaks what at least two others keep. */
  alone?: Product;
}

export function standingOf(board: Board, requirement: string): Standing {
  const known = standings.get(board) ?? new Map<string, Standing>();
  standings.set(board, known);
  const standing = known.get(requirement) ?? countedOn(board, requirement);
  known.set(requirement, standing);
  return standing;
}

/** Every product's page asks for all of them again. */
const standings = new WeakMap<Board, Map<string, Standing>>();

function countedOn({ entries }: Board, requirement: string): Standing {
  const counts = new Map<string, number>();
  const broken: Product[] = [];
  for (const { product, run } of entries) {
    const verdict = run.outcomes.get(requirement)?.verdict;
    if (verdict === undefined) continue;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict === "fail") broken.push(product);
  }
  const [alone, ...others] = broken;
  return { counts, ...(alone && others.length === 0 && (counts.get("pass") ?? 0) >= 2 ? { alone } : {}) };
}

/** Since when a verdict has been what it is: the oldest run of the unbroken row of such runs that ends with this one. */
export function sinceOf({ runs }: Product, { suite, spec }: Run, { requirement, verdict }: Outcome): Run | undefined {
  const line = runs.filter((run) => run.suite === suite && run.spec === spec && run.outcomes.has(requirement));
  const before = line.findLastIndex((run) => run.outcomes.get(requirement)?.verdict !== verdict);
  return line[before + 1];
}

/** A verdict that is another in the later of two runs. */
export interface Change {
  requirement: string;
  title: string;
  before: string;
  after: string;
}

export function changesOf(earlier: Run, later: Run): Change[] {
  return [...later.outcomes.values()].flatMap(({ requirement, title, verdict: after }) => {
    const before = earlier.outcomes.get(requirement)?.verdict;
    return before === undefined || before === after ? [] : [{ requirement, title, before, after }];
  });
}
