import type { CapabilityTest } from "../capabilities.ts";
import type { Steps } from "../kit/index.ts";
import { referrers } from "../referrers/pushed.ts";

/** The referrers API, and its absence. */
export const listingReferrers: { referrers: CapabilityTest; "no-referrers": CapabilityTest } = {
  referrers: {
    title: "lists referrers",
    scenario: referrers,
    lacking: (steps) =>
      absent(steps)
        ? `the registry has no referrers API (GET answered ${steps.list?.status}): offer it to test more`
        : undefined,
  },
  "no-referrers": {
    title: "lists no referrers",
    scenario: referrers,
    lacking: (steps) =>
      absent(steps)
        ? undefined
        : `the registry has a referrers API (GET answered ${steps.list?.status}): only its absence is judged by this`,
  },
};

/**
 * 404 is the spec's own way to say that there is no API. Other ways count unless the registry acknowledges a subject
 * by OCI-Subject, and so has promised to list it.
 */
function absent({ list, putTyped }: Steps): boolean {
  if (list?.status === 404) return true;
  return (list?.status === 405 || list?.status === 501) && putTyped?.header("OCI-Subject") === undefined;
}
