import { fault } from "../fault.ts";
import { withHeader } from "../rewrite.ts";

export const staleRange = fault("upload-status-range-stale", {
  title: "the status says 0-0 whatever was received",
  breaks: ["push.status.range"],
  answer: { "upload.status": withHeader("Range", "0-0") },
});
