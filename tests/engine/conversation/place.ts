import type { Place } from "../../../engine/conversation.ts";

/** Where conversations of tests take place. */
export const place: Place = {
  repository: "some/repo",
  secondRepository: "some/other",
  hasLimitedAccount: false,
  runId: "0123456789",
  isNew: false,
  settleMs: 0,
};
