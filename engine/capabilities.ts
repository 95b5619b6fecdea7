import type { Capability, SpecVersion } from "../specs/model.ts";
import { capabilityTests } from "../suites/capabilities.ts";
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
    const found = lack === undefined ? { supported: true, reason: test.title } : { supported: false, reason: lack };
    return { ...found, read: [...reading.read].map(({ id }) => id) };
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
