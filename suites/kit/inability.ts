import type { Exchange } from "../../client/exchange.ts";
import type { Observation } from "./observation.ts";

/**
 * Why the answer says nothing of what the target does when it can, and what helps: it had no time (429), or no room for what
 * was pushed. Undefined when it had.
 */
export function inability({ exchange, label }: Pick<Observation, "exchange" | "label">): string | undefined {
  const status = exchange.response?.status;
  if (isFull(exchange))
    return `the target takes no more content ("${label}" answered ${status}): raise its quota, or test with another repository`;
  if (status === 429) return `the target was too busy ("${label}" answered 429): a lower --rate or --concurrency helps`;
  return undefined;
}

/** Registries say it in several ways; those that have a status for other things, too, give quota as the reason. */
function isFull({ request, response }: Exchange): boolean {
  if (!response || !/^(POST|PATCH|PUT)$/.test(request.method)) return false;
  const { status, body } = response;
  if (status === 507) return true;
  const text = body.text ?? "";
  if ([403, 413, 429].includes(status) && /quota/i.test(text)) return true;
  // A request without a body cannot be too large itself, and what is too large is not denied to an account.
  return status === 413 && (request.body.size === 0 || /"DENIED"/.test(text));
}
