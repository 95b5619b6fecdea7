import type { Capability } from "../specs/model.ts";
import { type CheckContext, type Scenario, type Steps, scenario } from "./kit/index.ts";

/** How a capability is found out: from the exchanges of a scenario, like a verdict. */
export interface CapabilityTest {
  /** What the target does when it has it. */
  readonly title: string;
  readonly scenario: Scenario<unknown>;
  /** Why the target does not have it, and what to grant or enable to test more; undefined when it has it. */
  readonly lacking: (steps: Steps, context: CheckContext) => string | undefined;
}

const openedUpload = scenario("an upload session is asked for", async ({ repository, step }) => {
  await step("open", repository.openUpload());
});

/** Statuses by which a registry says that it takes no pushes, or none from this account. */
const noPush: Record<number, string> = {
  401: "give credentials that may push",
  403: "grant the account the right to push",
  405: "enable pushing to test it",
  501: "enable pushing to test it",
};

export const capabilityTests: Partial<Record<Capability, CapabilityTest>> = {
  push: {
    title: "opens an upload session",
    scenario: openedUpload,
    lacking: ({ open }) => {
      const remedy = open && noPush[open.status];
      return remedy && `the registry takes no pushes (POST answered ${open.status}): ${remedy}`;
    },
  },
};
