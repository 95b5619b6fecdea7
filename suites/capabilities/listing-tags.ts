import type { Capability } from "../../specs/model.ts";
import type { CapabilityTest } from "../capabilities.ts";
import { twelveTags } from "../discovery/twelve-tags.ts";

/** Statuses by which a registry says that it has no tag list, or none for this account. */
const noList = [401, 403, 404, 405, 501];

/** Whether tags can be listed. */
export const listingTags = {
  "tag-list": {
    title: "lists the tags of a repository",
    scenario: twelveTags,
    lacking: ({ list, five }) =>
      noList.includes(list.status) && noList.includes(five.status)
        ? `the tags of a repository cannot be listed (GET answered ${list.status}): offer the tag list, and grant the right to it, to test it`
        : undefined,
  },
} satisfies Partial<Record<Capability, CapabilityTest>>;
