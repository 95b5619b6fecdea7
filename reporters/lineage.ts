import type { Exchange } from "../client/exchange.ts";
import { type Location, locationIn } from "./location.ts";

/** Where a request got its URL from: the Location of an earlier answer, with something appended. */
export interface Origin {
  exchange: Exchange;
  location: Location;
  /** What follows the Location in the URL; empty when nothing does. */
  suffix: string;
}

/** One request on the way to another. */
export interface LineageStep {
  exchange: Exchange;
  origin: Origin | undefined;
  /** The Location of its answer leads on. */
  leadsOn: boolean;
}

/**
 * For any exchange, what has to be sent to come to it, itself last: the requests whose Locations lead there, and
 * those that changed what is there in the meantime, such as the earlier chunks of an upload.
 */
export function lineage(exchanges: readonly Exchange[]): (exchange: Exchange) => LineageStep[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const repeated = new Set(exchanges.flatMap(({ follows }) => (follows ? [follows.exchange] : [])));
  const origins = new Map<Exchange, Origin>();
  const sentTo = new Map<Exchange, Exchange[]>();
  for (const exchange of exchanges) {
    const origin = originOf(exchange, byId);
    if (!origin) continue;
    origins.set(exchange, origin);
    sentTo.set(origin.exchange, [...(sentTo.get(origin.exchange) ?? []), exchange]);
  }

  const changesBefore = (exchange: Exchange, origin: Origin): Exchange[] => {
    const siblings = sentTo.get(origin.exchange) ?? [];
    return siblings
      .slice(0, siblings.indexOf(exchange))
      .filter(({ id, request }) => !repeated.has(id) && !/^(GET|HEAD)$/.test(request.method));
  };

  const stepsTo = (exchange: Exchange, leadsOn: boolean): LineageStep[] => {
    const origin = origins.get(exchange);
    const step = { exchange, origin, leadsOn };
    if (!origin) return [step];
    const changes = changesBefore(exchange, origin).map((change) => ({
      exchange: change,
      origin: origins.get(change),
      leadsOn: false,
    }));
    return [...stepsTo(origin.exchange, true), ...changes, step];
  };
  return (exchange) => stepsTo(exchange, false);
}

/** Undefined when the URL is our own, or was not made by appending to the Location. */
function originOf(exchange: Exchange, byId: ReadonlyMap<string, Exchange>): Origin | undefined {
  const { follows, locationOf, request } = exchange;
  for (const id of [follows?.because === "redirect" ? follows.exchange : undefined, locationOf]) {
    const earlier = id === undefined ? undefined : byId.get(id);
    const location = earlier && isBefore(earlier, exchange) ? locationIn(earlier) : undefined;
    if (earlier && location && request.url.startsWith(location.url))
      return { exchange: earlier, location, suffix: request.url.slice(location.url.length) };
  }
  return undefined;
}

/** A report from elsewhere must not send us round in circles. */
function isBefore(earlier: Exchange, later: Exchange): boolean {
  return Number(earlier.id.slice(1)) < Number(later.id.slice(1));
}
