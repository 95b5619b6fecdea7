import type { Result } from "../schemas/report.ts";
import { oneLine } from "./visible.ts";

/** What a result has to say beside its verdict, on one line; empty for a pass without a message. */
export function said(result: Result, limit = 500): string {
  const { verdict, message, expected, received, reason, blockedBy } = result;
  if (verdict === "skip") return oneLine(reason ?? "does not apply", limit);
  if (verdict === "blocked") return oneLine(blockedBy?.reason ?? message ?? "an earlier step failed", limit);
  if (message !== undefined || verdict === "pass") return oneLine(message ?? "", limit);
  return oneLine(`expected ${expected ?? "what the title says"}, received ${received ?? "something else"}`, limit);
}

/** `accepted until 2027-01-01: the reason`; empty when the baseline does not accept the result. */
export function acceptance({ accepted }: Result): string {
  if (!accepted) return "";
  return oneLine(`accepted${accepted.until ? ` until ${accepted.until}` : ""}: ${accepted.reason}`, 500);
}
