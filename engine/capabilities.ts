import type { Capability, SpecVersion } from "../specs/model.ts";
import { capabilityTests } from "../suites/capabilities.ts";
import { inability } from "../suites/kit/inability.ts";
import { Observation } from "../suites/kit/observation.ts";
import { Blocked, Inconclusive, NotApplicable } from "../suites/kit/outcome.ts";
import { type Recording, read } from "./recording.ts";

/** What was found out about one optional behaviour. */
export interface CapabilityFinding {
  /** null when it could not be found out. */
  supported: boolean | null;
  reason: string;
  stoppedBy?: { scenario: string; step: string; reason: string };
  /** Ids of the exchanges that say so. */
  read?: string[];
}

/** Decides one capability from what was recorded. Pure. */
export function findCapability(capability: Capability, recording: Recording, spec: SpecVersion): CapabilityFinding {
  const test = capabilityTests[capability];
  if (!test) throw new RangeError(`no scenario finds out about the capability "${capability}"`);
  const reading = read(recording, (why) => {
    throw new Error(why);
  });
  try {
    const lack = test.lacking(reading.steps, { ...reading.context, spec });
    const ids = [...reading.read].map(({ id }) => id);
    if (lack === undefined) return { supported: true, reason: test.title, read: ids };
    // Whoever had no time or no room for it has not declined it.
    const unable = [...reading.read].map((exchange) => new Observation(exchange)).find(inability);
    if (!unable) return { supported: false, reason: lack, read: ids };
    const { scenario, step } = unable.exchange;
    const reason = inability(unable) as string;
    return { supported: null, reason, stoppedBy: { scenario, step, reason }, read: ids };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Blocked)
      return { supported: null, reason, stoppedBy: { scenario: error.scenario, step: error.step, reason } };
    if (error instanceof NotApplicable) return { supported: false, reason };
    if (error instanceof Inconclusive) return { supported: null, reason };
    // The other verdicts must not be lost over it.
    return { supported: null, reason: `our own mistake: ${reason}` };
  }
}
