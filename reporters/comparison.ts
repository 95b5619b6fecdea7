import type { Report, Result, Verdict } from "../schemas/report.ts";
import type { Level, SpecVersion } from "../specs/model.ts";

/** What became of a requirement: `changed` is neither better nor worse, such as a feature that is no longer offered. */
export type ChangeKind = "worse" | "better" | "changed" | "new" | "gone";

export const changeKinds: readonly ChangeKind[] = ["worse", "better", "changed", "new", "gone"];

/** How a requirement stood in one of the reports. */
export interface Standing {
  verdict: Verdict;
  level: Level;
  /** Of a MAY: whether the target takes it up. */
  supported?: boolean;
  message?: string;
  expected?: string;
  received?: string;
  accepted?: Result["accepted"];
}

export interface Change {
  requirement: string;
  title: string;
  kind: ChangeKind;
  section: string;
  before?: Standing;
  after?: Standing;
}

/** Which report it was. */
export interface Side {
  url: string;
  product?: string;
  spec: SpecVersion;
  suite: string;
  startedAt: string;
  conformant: boolean;
}

/** What differs between two reports: of two versions of a registry, of the spec, or of the suite. */
export interface Comparison {
  before: Side;
  after: Side;
  /** Requirements that stand in both as they stood. */
  unchanged: number;
  /** In the order of the reports. */
  changes: Change[];
}

/** Compares requirement by requirement. Pure. */
export function comparisonOf(before: Report, after: Report): Comparison {
  const earlier = byRequirement(before);
  const later = byRequirement(after);
  const found = [...new Set([...later.keys(), ...earlier.keys()])].flatMap(
    (id) => changeOf(earlier.get(id), later.get(id)) ?? [],
  );
  const inBoth = [...later.keys()].filter((id) => earlier.has(id)).length;
  const changedInBoth = found.filter((change) => change.before && change.after).length;
  return { before: sideOf(before), after: sideOf(after), unchanged: inBoth - changedInBoth, changes: found };
}

function byRequirement({ results }: Report): Map<string, Result> {
  return new Map(results.map((result) => [result.requirement, result]));
}

function sideOf({ target, spec, tool, startedAt, summary }: Report): Side {
  const { url, product } = target;
  return {
    url,
    ...(product === undefined ? {} : { product }),
    spec: spec.distribution,
    suite: tool.version,
    startedAt,
    conformant: summary.conformant,
  };
}

function changeOf(before: Result | undefined, after: Result | undefined): Change | undefined {
  const kind = kindOf(before, after);
  const shown = after ?? before;
  if (!kind || !shown) return undefined;
  const { requirement, title, section } = shown;
  return {
    requirement,
    title,
    kind,
    section,
    ...(before ? { before: standingOf(before) } : {}),
    ...(after ? { after: standingOf(after) } : {}),
  };
}

function standingOf({ verdict, level, supported, message, expected, received, accepted }: Result): Standing {
  return JSON.parse(JSON.stringify({ verdict, level, supported, message, expected, received, accepted }));
}

/** Broken, questionable or kept; nobody knows where it could not be decided. */
const ranks: Record<Verdict, number | undefined> = {
  fail: 0,
  warn: 1,
  pass: 2,
  info: 2,
  skip: 2,
  blocked: undefined,
  error: undefined,
};

function kindOf(before: Result | undefined, after: Result | undefined): ChangeKind | undefined {
  if (!before) return "new";
  if (!after) return "gone";
  if (before.verdict === after.verdict && before.supported === after.supported) return undefined;
  const [was, is] = [ranks[before.verdict], ranks[after.verdict]];
  if (was === is) return "changed";
  // What can no longer be decided is lost where it was kept, and no gain where it was broken; and the other way round.
  if (is === undefined) return was === 2 ? "worse" : "changed";
  if (was === undefined) return is === 2 ? "better" : "worse";
  return is > was ? "better" : "worse";
}
