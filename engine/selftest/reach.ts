import type { Exchange } from "../../client/exchange.ts";
import type { Fault } from "../../registry/fault.ts";
import type { Operation } from "../../registry/operation.ts";
import { Query } from "../../registry/query.ts";
import { operationsRead } from "../../registry/reading.ts";
import { route } from "../../registry/route.ts";
import type { Report } from "../../schemas/report.ts";

/**
 * Titles of the scenarios that a fault can make go another way than they went with the sound registry: those that
 * asked for an operation at which it stands, and all that come after one of them. Undefined for all there are, since a
 * fault that may change what the registry holds may show anywhere: scenarios share their repositories.
 */
export function reachOf(fault: Fault, { exchanges, scenarios }: Report): ReadonlySet<string> | undefined {
  const operations = operationsRead(fault);
  if (!operations) return undefined;
  const reached = new Set(
    exchanges.filter((exchange) => operations.has(operationOf(exchange))).map(({ scenario }) => scenario),
  );
  for (let seen = -1; seen < reached.size; ) {
    seen = reached.size;
    for (const { title, after = [] } of scenarios) if (after.some((other) => reached.has(other))) reached.add(title);
  }
  return reached;
}

function operationOf({ request: { method, url } }: Exchange): Operation {
  const { pathname, search } = new URL(url);
  return route(method, pathname, new Query(search.slice(1))).operation;
}
