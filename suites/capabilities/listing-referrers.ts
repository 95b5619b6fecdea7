import type { CapabilityTest } from "../capabilities.ts";
import { referrers } from "../referrers/pushed.ts";

/** Statuses by which a registry says that it has no such endpoint. */
const noEndpoint = [404, 405, 501];

/** The referrers API. A registry that acknowledges a subject by OCI-Subject has promised to list it, whatever it answers. */
export const listingReferrers: { referrers: CapabilityTest } = {
  referrers: {
    title: "lists referrers",
    scenario: referrers,
    lacking: ({ list, putTyped }) => {
      const promised = putTyped?.header("OCI-Subject") !== undefined;
      return list && noEndpoint.includes(list.status) && !promised
        ? `the registry has no referrers API (GET answered ${list.status}): offer it to test more`
        : undefined;
    },
  },
};
