import { judgementsOf } from "../../schemas/judgements.ts";
import type { Report, Verdict } from "../../schemas/report.ts";
import type { Mutation } from "./mutation.ts";

/**
 * What a mutation did to the verdicts: `caught` when more fails or warns, `undecided` when more ends in `error` or is
 * blocked or the run does not begin, `declined` when only fewer options count as offered, `survived` when nothing of that.
 */
export type Effect = "caught" | "undecided" | "declined" | "survived";

export interface Outcome extends Mutation {
  effect: Effect;
  /** Requirements with a worse verdict, of the kind that decided the effect. */
  by: string[];
  /** How often something was changed; nothing is proved by 0. */
  changes: number;
}

/** The verdict of each requirement under each version, an option that is not offered as a verdict of its own. */
export type Verdicts = ReadonlyMap<string, Verdict | "declined">;

export function verdictsOf(report: Report): Verdicts {
  return new Map(
    judgementsOf(report).flatMap(({ spec, results }) =>
      results.map(({ requirement, verdict, supported }) => [
        `${requirement} (${spec})`,
        verdict === "skip" || (verdict === "info" && supported === false) ? "declined" : verdict,
      ]),
    ),
  );
}

const rank: Record<Verdict | "declined", number> = {
  pass: 0,
  info: 0,
  declined: 1,
  skip: 1,
  blocked: 2,
  error: 2,
  warn: 3,
  fail: 4,
};
const effects: readonly Effect[] = ["survived", "declined", "undecided", "caught", "caught"];

export function effectOn(before: Verdicts, after: Verdicts): Pick<Outcome, "effect" | "by"> {
  const worse = [...after].filter(([id, verdict]) => rank[verdict] > rank[before.get(id) ?? "pass"]);
  const worst = Math.max(0, ...worse.map(([, verdict]) => rank[verdict]));
  const effect = effects[worst] as Effect;
  const by = worse.filter(([, verdict]) => effects[rank[verdict]] === effect).map(([id]) => id.replace(/ \(.*/, ""));
  return { effect, by: [...new Set(by)] };
}
