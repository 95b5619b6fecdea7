import { fault } from "../fault.ts";

export const mismatchAccepted = fault("digest-mismatch-accepted", {
  title: "content is stored under a digest that it does not have",
  breaks: ["push.put.digest-mismatch-400"],
  uploads: { verifies: async () => true },
});
