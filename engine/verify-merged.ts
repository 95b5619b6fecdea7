import { judgementsOf } from "../schemas/judgements.ts";
import type { CapabilityReport, Judgement, Report, Result } from "../schemas/report.ts";
import { requirementOf } from "../specs/catalogue.ts";
import type { Capability, SpecVersion } from "../specs/model.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { CapabilityFinding } from "./capabilities.ts";
import type { Circumstances } from "./judge.ts";
import { findingOver, proofOver, type Records, resultOver } from "./judging.ts";
import { titleOf } from "./merge/blocks.ts";
import { planOf, planOver } from "./plan.ts";
import { summaryOfJudgement } from "./summary.ts";
import { comparable, excerpts, sameInFile } from "./verify/differences.ts";
import { HeldInShards } from "./verify/shards.ts";
import { alteredBodies, type Discrepancy, leftOut, type Verification } from "./verify.ts";

/**
 * Judges a report again that was merged from shards. Which shard held a scenario is not in it: a result follows when its
 * own scenario gives it together with what some shard found out about the target. What looks at all exchanges of its shard
 * is not judged again (`apart`).
 */
export async function verifyMerged(report: Report): Promise<Verification> {
  const shards = new HeldInShards(report);
  const proofs = await shards.distinct(proofOver);
  const compared = await Promise.all(judgementsOf(report).map((judgement) => compareMerged(judgement, shards, proofs)));
  return {
    verdicts: compared.reduce((total, { verdicts }) => total + verdicts, 0),
    apart: compared.reduce((total, { apart }) => total + apart, 0),
    leftOut: leftOut(judgementsOf(report)),
    exchanges: report.exchanges.length,
    discrepancies: [
      ...report.exchanges.flatMap(alteredBodies),
      ...compared.flatMap(({ discrepancies }) => discrepancies),
    ],
  };
}

async function compareMerged(stated: Judgement, shards: HeldInShards, proofs: readonly Proof[]) {
  const { spec, results } = stated;
  const tests = new Map(planOf(spec, { large: true }).tests.map((test) => [test.requirement as string, test]));
  const whole = ({ requirement }: Result) => tests.get(requirement)?.scenario.seesAll === true;
  const again = results.filter((result) => !whole(result));
  const known = new Known(spec, shards, proofs);
  const discrepancies: Discrepancy[] = [];
  for (const result of again)
    discrepancies.push(...(await compareResult(result, tests.get(result.requirement), known)));
  for (const [name, finding] of Object.entries(stated.capabilities))
    discrepancies.push(...(await compareCapability(name, finding, known)));
  return {
    verdicts: again.length,
    apart: results.length - again.length,
    discrepancies: [...discrepancies, ...compareSummary(stated, shards.requests)],
  };
}

type Proof = Circumstances["unproven"];

/** What the shards may have known of the target, under one version of the spec. */
class Known {
  readonly spec: SpecVersion;
  readonly shards: HeldInShards;
  readonly #proofs: readonly Proof[];
  readonly #findings = new Map<Capability, Promise<CapabilityFinding[]>>();

  constructor(spec: SpecVersion, shards: HeldInShards, proofs: readonly Proof[]) {
    this.spec = spec;
    this.shards = shards;
    this.#proofs = proofs;
  }

  /** What some shard may have found out about one capability. */
  findings(capability: Capability): Promise<CapabilityFinding[]> {
    const found =
      this.#findings.get(capability) ?? this.shards.distinct((shard) => findingOver(shard, capability, this.spec));
    this.#findings.set(capability, found);
    return found;
  }

  /** All that some shard may have known when it decided what needs these capabilities. */
  async circumstances(needs: readonly Capability[]): Promise<Circumstances[]> {
    let known: Circumstances["capabilities"][] = [new Map()];
    for (const need of needs) {
      const found = await this.findings(need);
      known = known.flatMap((others) => found.map((finding) => new Map([...others, [need, finding]])));
    }
    return known.flatMap((capabilities) =>
      this.#proofs.map((unproven) => ({ spec: this.spec, capabilities, unproven })),
    );
  }
}

async function compareResult(stated: Result, test: Test | undefined, known: Known): Promise<Discrepancy[]> {
  const { spec, shards } = known;
  const about = stated.requirement;
  const nothing = "nothing: this suite has no such requirement in this version";
  if (!test) return [{ spec, about, stated: stated.verdict, follows: nothing }];
  const said = asInShard(stated);
  const possible: Result[] = [];
  for (const circumstances of await known.circumstances(requirementOf(test.requirement).needs)) {
    const decide = (shard: Records) => resultOver(shard, test, async () => circumstances);
    for await (const result of shards.outcomes(decide, stated.scenario)) {
      if (sameInFile(said, asInShard(result))) return [];
      possible.push(result);
    }
  }
  const alike = possible.find(({ verdict }) => verdict === stated.verdict);
  if (alike) return [{ spec, about, ...excerpts(said, asInShard(alike)) }];
  const verdicts = [...new Set(possible.map(({ verdict }) => verdict))];
  return [{ spec, about, stated: stated.verdict, follows: verdicts.join(" or ") }];
}

/** As the shard had it, whose scenarios were not numbered. */
function asInShard(result: Result): unknown {
  const { scenario, blockedBy } = result;
  return comparable({
    ...result,
    scenario: titleOf(scenario),
    ...(blockedBy ? { blockedBy: { ...blockedBy, scenario: titleOf(blockedBy.scenario) } } : {}),
  });
}

async function compareCapability(name: string, stated: CapabilityReport, known: Known): Promise<Discrepancy[]> {
  const { spec } = known;
  const [capability] = planOver(spec, [], [name]).capabilities;
  const found = capability ? await known.findings(capability) : [];
  const possible = found.map(({ supported, reason }) => ({ supported, reason }));
  if (possible.some((finding) => sameInFile(stated, finding))) return [];
  return [{ spec, about: "capabilities", ...excerpts({ [name]: stated }, { [name]: possible[0] }) }];
}

function compareSummary(stated: Judgement, requests: number): Discrepancy[] {
  const { spec, summary } = stated;
  const follows = summaryOfJudgement(stated, requests);
  return sameInFile(summary, follows) ? [] : [{ spec, about: "summary", ...excerpts(summary, follows) }];
}
