import type { Exchange } from "../client/exchange.ts";
import type { Result, Verdict } from "../schemas/report.ts";
import { requirementOf } from "../specs/catalogue.ts";
import { sectionLink } from "../specs/links.ts";
import type { Basis, Level, Requirement, SpecVersion } from "../specs/model.ts";
import { countingAssertions } from "../suites/kit/expect.ts";
import { inability } from "../suites/kit/inability.ts";
import { Blocked, Inconclusive, NotApplicable, Unmet } from "../suites/kit/outcome.ts";
import type { Test } from "../suites/kit/requirement.ts";
import type { CapabilityFinding } from "./capabilities.ts";
import { type Reading, type Recording, read } from "./recording.ts";

/** What a judgement takes into account beside the scenario's own exchanges. */
export interface Circumstances {
  spec: SpecVersion;
  /** Findings for every capability that a judged requirement needs. */
  capabilities: ReadonlyMap<string, CapabilityFinding>;
  /** Why nothing this target answered can count in its favour; undefined when it gave back what the run had pushed. */
  unproven?: { scenario: string; step: string; reason: string } | undefined;
}

type Decision = Partial<Pick<Result, "message" | "expected" | "received" | "reason" | "blockedBy" | "supported">> & {
  verdict: Verdict;
  shownBy?: Exchange | undefined;
};

/** A result, and what else it may rest on than the exchanges that it names. */
export interface Judged {
  result: Result;
  /** Whether another step might have been looked at if nothing had failed. */
  restsOnAbsence: boolean;
}

/** Decides one requirement from what was recorded. Pure: the same recording always gives the same result. */
export function judge(test: Test, recording: Recording, circumstances: Circumstances): Judged {
  const requirement = requirementOf(test.requirement);
  const { spec } = circumstances;
  const level = requirement.levels[spec] as Level;
  const basis = requirement.basis[spec] as Basis;
  const reading = read(recording, (why) => {
    throw new NotApplicable(why);
  });
  const decision =
    lackOf(requirement, circumstances) ??
    proven(answered(decide(test, { level, basis }, reading, spec), test, recording, reading), circumstances);
  const { shownBy, ...said } = decision;
  const exchanges = new Set([...(shownBy ? [shownBy] : []), ...reading.read]);
  const result: Result = {
    requirement: requirement.id,
    title: requirement.title,
    level,
    basis,
    category: requirement.category,
    ...said,
    ...(reading.notes.length > 0 ? { notes: reading.notes } : {}),
    section: sectionLink(spec, requirement.section[spec] ?? ""),
    statements: requirement.statements[spec],
    endpoint: requirement.endpoint,
    scenario: recording.end.title,
    exchanges: [...exchanges].map(({ id }) => id),
    durationMs: recording.end.durationMs,
  };
  return { result, restsOnAbsence: reading.askedWhatThereIs() };
}

/** How much a requirement weighs in the version that it is judged by. */
type Weight = Pick<Result, "level" | "basis">;

function decide(test: Test, weight: Weight, reading: Reading, spec: SpecVersion): Decision {
  try {
    const assertions = countingAssertions(() => test.check(reading.steps, { ...reading.context, spec }));
    const declined = reading.declined();
    if (assertions === 0 && declined === undefined) return brokenCheck("the check asserted nothing");
    if (reading.read.size === 0) return brokenCheck("the check read no exchange");
    if (weight.level !== "MAY") return { verdict: "pass" };
    if (declined !== undefined) return { verdict: "info", supported: false, message: `not supported: ${declined}` };
    return { verdict: "info", supported: true, message: "supported" };
  } catch (error) {
    return decisionOf(error, weight);
  }
}

function decisionOf(error: unknown, { level, basis }: Weight): Decision {
  if (error instanceof Unmet) {
    const { expected, received, exchange, breach } = error;
    const must = level === "MUST" || level === "MUST_NOT";
    const verdict = breach || (must && basis === "keyword") ? "fail" : "warn";
    return { verdict, message: sentence(error.message), expected, received, shownBy: exchange };
  }
  if (error instanceof Blocked) {
    const { scenario, step, message: reason } = error;
    return { verdict: "blocked", message: `blocked: ${reason}`, blockedBy: { scenario, step, reason } };
  }
  if (error instanceof NotApplicable) return { verdict: "skip", reason: error.message };
  if (error instanceof Inconclusive) return { verdict: "error", message: error.message, shownBy: error.exchange };
  return brokenCheck(error instanceof Error ? error.message : String(error));
}

function brokenCheck(what: string): Decision {
  return { verdict: "error", message: `our own mistake: ${what}` };
}

/** A requirement whose capability the target lacks is skipped; one whose capability could not be found out is blocked. */
function lackOf(requirement: Requirement, { capabilities }: Circumstances): Decision | undefined {
  for (const need of requirement.needs) {
    const finding = capabilities.get(need);
    if (finding?.supported === true) continue;
    if (finding?.supported === false) return { verdict: "skip", reason: finding.reason };
    const reason = finding?.reason ?? `nothing says whether the target has the capability "${need}"`;
    const stopped = finding?.stoppedBy ?? { scenario: "", step: "", reason };
    return { verdict: "blocked", message: `blocked: ${reason}`, blockedBy: stopped };
  }
  return undefined;
}

/**
 * A target that had no time or no room has broken nothing by it, and declined nothing: where a step ended so, whatever
 * is not as it should be may come from that. What is about 429 itself looks at the whole run.
 */
function answered(decision: Decision, test: Test, recording: Recording, reading: Reading): Decision {
  const { verdict, supported } = decision;
  const against = verdict === "fail" || verdict === "warn";
  const declined = verdict === "skip" || (verdict === "info" && supported === false);
  if (test.scenario.seesAll || !(against || declined)) return decision;
  const unable = recording.lastAnswers.find(
    (answer) => inability(answer) !== undefined && (against || reading.read.has(answer.exchange)),
  );
  if (!unable) return decision;
  const { scenario, step } = unable.exchange;
  const reason = inability(unable) as string;
  return { verdict: "blocked", message: `blocked: ${reason}`, blockedBy: { scenario, step, reason } };
}

/** Nothing counts in favour of a target that never gave back what was pushed to it: a constant answer proves nothing. */
function proven(decision: Decision, { unproven }: Circumstances): Decision {
  if (!unproven || (decision.verdict !== "pass" && decision.verdict !== "info")) return decision;
  return { verdict: "blocked", message: `blocked: ${unproven.reason}`, blockedBy: unproven };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
