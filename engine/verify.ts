import { digestOf } from "../client/content.ts";
import type { Exchange, RecordedBody } from "../client/exchange.ts";
import { mask } from "../client/redact.ts";
import { judgementsOf } from "../schemas/judgements.ts";
import type { Judgement, Report, Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { Judging } from "./judging.ts";
import { planOf, planOver } from "./plan.ts";
import { Recorded } from "./recorded.ts";
import { comparable, excerpts, sameInFile } from "./verify/differences.ts";

/** Something in a report that does not follow from what it recorded. */
export interface Discrepancy {
  /** Undefined for what is true or false under every version. */
  spec?: SpecVersion;
  /** A requirement's id, `summary`, `capabilities`, or an exchange's id. */
  about: string;
  /** What the report says. */
  stated: string;
  /** What its exchanges say. */
  follows: string;
}

/** What came of judging a finished report again. */
export interface Verification {
  /** Verdicts that were judged again. */
  verdicts: number;
  /** Verdicts that cannot be judged again from this report; undefined for none. */
  apart?: number;
  /** Requirements of the judged versions on which the report has no verdict; those for very large content do not count. */
  leftOut: number;
  exchanges: number;
  discrepancies: Discrepancy[];
}

/**
 * Judges a finished report again from its own exchanges, under every version that it judges, and compares. Talks to
 * nobody. A report with some verdicts left out is compared in those that it has.
 */
export async function verify(report: Report): Promise<Verification> {
  const records = new Recorded(report);
  const judgements = judgementsOf(report);
  const compared = await Promise.all(judgements.map((judgement) => compareJudgement(judgement, records)));
  return {
    verdicts: judgements.reduce((total, { results }) => total + results.length, 0),
    leftOut: leftOut(judgements),
    exchanges: report.exchanges.length,
    discrepancies: [...report.exchanges.flatMap(alteredBodies), ...compared.flat()],
  };
}

/** What a selection leaves out, or a shard, or whoever does not like a verdict: the report does not say which. */
export function leftOut(judgements: readonly Judgement[]): number {
  return judgements.reduce((total, { spec, results }) => {
    const judged = new Set(results.map(({ requirement }) => requirement));
    return total + planOf(spec, {}).tests.filter(({ requirement }) => !judged.has(requirement)).length;
  }, 0);
}

async function compareJudgement(stated: Judgement, records: Recorded): Promise<Discrepancy[]> {
  const { spec } = stated;
  const judged = stated.results.map(({ requirement }) => requirement);
  const plan = planOver(spec, judged, Object.keys(stated.capabilities));
  const follows = await new Judging(plan, records).decideAll();
  const again = new Map(follows.results.map((result) => [result.requirement, result]));
  const results = stated.results.flatMap((result) => compareResult(spec, result, again.get(result.requirement)));
  const sums = (["summary", "capabilities"] as const)
    .filter((part) => !sameInFile(stated[part], follows[part]))
    .map((about) => ({ spec, about, ...excerpts(stated[about], follows[about]) }));
  return [...results, ...sums];
}

function compareResult(spec: SpecVersion, stated: Result, follows: Result | undefined): Discrepancy[] {
  const about = stated.requirement;
  if (!follows)
    return [
      { spec, about, stated: stated.verdict, follows: "nothing: this suite has no such requirement in this version" },
    ];
  if (stated.verdict !== follows.verdict) return [{ spec, about, stated: inShort(stated), follows: inShort(follows) }];
  return sameInFile(comparable(stated), comparable(follows))
    ? []
    : [{ spec, about, ...excerpts(comparable(stated), comparable(follows)) }];
}

/** The bodies that are there from end to end and do not hash to the digest beside them. */
export function alteredBodies({ id, request, response }: Exchange): Discrepancy[] {
  return [request.body, ...(response ? [response.body] : [])].flatMap((body) => {
    const bytes = bytesOf(body);
    const digest = bytes && digestOf("sha256", bytes);
    return digest === undefined || digest === body.digest
      ? []
      : [{ about: id, stated: `a body with digest ${body.digest}`, follows: `its bytes have digest ${digest}` }];
  });
}

/** Undefined when only a part was kept, or a secret was masked in it. */
function bytesOf({ text, base64, truncated }: RecordedBody): Buffer | undefined {
  if (truncated) return undefined;
  const bytes = base64 === undefined ? Buffer.from(text ?? "", "utf8") : Buffer.from(base64, "base64");
  return bytes.includes(mask) ? undefined : bytes;
}

function inShort({ verdict, message, reason }: Result): string {
  const why = message ?? reason;
  return why ? `${verdict} (${why})` : verdict;
}
