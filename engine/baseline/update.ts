import { isMap, type YAMLMap, type YAMLSeq } from "yaml";
import { judgementsOf } from "../../schemas/judgements.ts";
import type { Report, Result } from "../../schemas/report.ts";
import type { Baseline } from "./file.ts";

export interface UpdateOptions {
  /** Also take in what is not accepted yet, and keep what had expired. */
  force: boolean;
  /** Warnings too. */
  strict: boolean;
}

/**
 * The text of the baseline after a run: without the entries whose requirements pass. Comments and order stay. Unless
 * forced, nothing is added: an update never accepts anything.
 */
export function updated({ document, entries }: Baseline, report: Report, { force, strict }: UpdateOptions): string {
  const copy = document.clone();
  const list = copy.contents as YAMLSeq;
  const { stale = [], expired = [] } = report.baseline ?? {};
  const idOf = (item: unknown) => (isMap(item) ? item.get("requirement") : undefined) as string;
  list.items = list.items.filter((item) => !stale.includes(idOf(item)));
  if (force) {
    for (const item of list.items) if (expired.includes(idOf(item))) (item as YAMLMap).delete("until");
    const named = new Set(entries.map(({ requirement }) => requirement));
    const results = judgementsOf(report).flatMap((judgement) => judgement.results);
    const broken = results.filter((result) => standsInTheWay(result, strict)).map(({ requirement }) => requirement);
    for (const requirement of new Set(broken))
      if (!named.has(requirement))
        list.add(copy.createNode({ requirement, reason: "taken in by --update-baseline --force" }));
  }
  list.flow = list.items.length === 0;
  return copy.toString({ lineWidth: 0 });
}

/** Whether the result keeps a run from passing. */
function standsInTheWay({ verdict, level, accepted }: Result, strict: boolean): boolean {
  if (accepted) return false;
  if (verdict === "blocked") return level === "MUST" || level === "MUST_NOT";
  return verdict === "fail" || verdict === "error" || (strict && verdict === "warn");
}
