import type { Capability } from "../../specs/model.ts";
import { challengesIn, withFewRights, withoutCredentials } from "../base/authentication.ts";
import type { CapabilityTest } from "../capabilities.ts";

/** Whether the target tells its clients apart. */
export const accounts: Partial<Record<Capability, CapabilityTest>> = {
  authentication: {
    title: "asks for credentials",
    scenario: withoutCredentials,
    lacking: (steps) =>
      challengesIn(steps).length > 0
        ? undefined
        : "the registry answers nobody with 401: let it ask for credentials, and give it some by --username and --password",
  },
  "limited-account": {
    title: "lets an account with fewer rights pull",
    scenario: withFewRights,
    lacking: (steps, { recall }) => {
      if (!recall("limited account"))
        return "there is no account with fewer rights: name one by --limited-username that may pull from the repository and nothing else";
      return steps.get.status === 200
        ? undefined
        : `the account with fewer rights cannot pull from the repository (GET answered ${steps.get.status}): grant it that right`;
    },
  },
};
