import type { Result } from "../schemas/report.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import type { CapabilityFinding } from "./capabilities.ts";
import type { Unproven } from "./control.ts";
import type { Judged } from "./judge.ts";
import type { Recording } from "./recording.ts";
import { failuresIn, type Opinion } from "./steadiness.ts";

/**
 * A verdict, and the failed answers that it may rest on. Pure.
 * @param lacks whether the target is known to lack a capability that it needs: that is asked about by itself
 */
export function opinionOn(
  { result, restsOnAbsence }: Judged,
  recording: Recording,
  { seesAll }: Scenario,
  lacks: boolean,
): Opinion<Result> {
  const { verdict, supported, exchanges } = result;
  const undecided = verdict === "error" || verdict === "blocked";
  const says = undecided ? undefined : `${verdict} ${supported ?? ""}`;
  // Who sees all cannot be tried again.
  if (seesAll || lacks) return { value: result, says, failures: [], seen: [] };
  const inFavour = verdict === "pass" || (verdict === "info" && supported === true);
  return { value: result, says, ...failuresBehind(recording, exchanges, inFavour && !restsOnAbsence) };
}

/** An error in the place of two verdicts that are not the same. */
export function unsteadyResult(first: Opinion<Result>, other: Opinion<Result> | undefined): Result {
  const { expected: _, received: __, reason: ___, supported: ____, ...result } = first.value;
  const then = other ? `${saidBy(other.value)} when asked again` : "nothing to judge by when asked again";
  const exchanges = [...new Set([...first.value.exchanges, ...(other?.value.exchanges ?? [])])];
  const failed = [...first.failures, ...(other?.failures ?? [])][0];
  return {
    ...result,
    verdict: "error",
    message: `the target fails at times (${failed}): ${saidBy(first.value)} at first, ${then}`,
    exchanges,
  };
}

function saidBy({ verdict, message, reason }: Result): string {
  const why = message ?? reason;
  return why === undefined ? verdict : `${verdict} (${why})`;
}

/** A finding about a capability, and the failed answers that it may rest on. Pure. */
export function opinionOnCapability(finding: CapabilityFinding, recording: Recording): Opinion<CapabilityFinding> {
  const { supported, read = [] } = finding;
  const says = supported === null ? undefined : String(supported);
  return { value: finding, says, ...failuresBehind(recording, read, supported === true) };
}

/** Not known, in the place of two findings that are not the same. */
export function unsteadyCapability(first: Opinion<CapabilityFinding>): CapabilityFinding {
  const [failed] = first.failures;
  return { supported: null, reason: `the target fails at times, and answers otherwise when asked again (${failed})` };
}

/** Whether the target gave back what was pushed: that it did so once is enough. Pure. */
export function opinionOnProof(unproven: Unproven | undefined, recording: Recording): Opinion<Unproven | undefined> {
  if (!unproven) return { value: undefined, says: "proven", failures: [], seen: [] };
  return { value: unproven, says: "unproven", ...failuresBehind(recording, [], false) };
}

/**
 * What speaks for the target does so by what was read, if nothing was missed; what speaks against it may come from anything
 * before.
 */
function failuresBehind(recording: Recording, read: readonly string[], byWhatWasRead: boolean) {
  const answers = recording.lastAnswers;
  const seen = failuresIn(answers.filter(({ exchange }) => read.includes(exchange.id)));
  return { failures: byWhatWasRead ? seen : failuresIn(answers), seen };
}
