import type { Exchange } from "../../client/exchange.ts";
import { type Decision, decisionsOf, type OnAsked } from "../../registry/asked.ts";
import type { Fault } from "../../registry/fault.ts";
import type { Operation } from "../../registry/operation.ts";
import type { Report } from "../../schemas/report.ts";

/** What a sound registry was asked for in one run: where a fault can come in. */
export class Soundings {
  /** By request line. */
  readonly #requests = new Map<string, { operation: Operation; decisions: Set<Decision> }>();

  readonly onAsked: OnAsked = ({ method, target, operation }, decision) => {
    const line = `${method} ${target}`;
    const known = this.#requests.get(line) ?? { operation, decisions: new Set() };
    if (decision) known.decisions.add(decision);
    this.#requests.set(line, known);
  };

  /**
   * Titles of the scenarios that a fault can make go another way than they went in that run: those with a request at
   * whose operation it stands, or that made the registry take a decision which it changes, and all that come after one
   * of them. To the others the registry is a sound one, since no two scenarios share content or tags. Undefined for all
   * there are.
   */
  reachOf(fault: Fault, { exchanges, scenarios }: Report): ReadonlySet<string> | undefined {
    const hooked = new Set([fault.before, fault.answer, fault.raw].flatMap((hooks) => Object.keys(hooks ?? {})));
    // A token is for every later request.
    if (hooked.has("every") || hooked.has("token")) return undefined;
    const decided = decisionsOf(fault);
    const isMet = (exchange: Exchange) => {
      const asked = this.#requests.get(lineOf(exchange));
      // What never came to be a request at all, such as a cut one, may show anything.
      return !asked || hooked.has(asked.operation) || decided.some((decision) => asked.decisions.has(decision));
    };
    const reached = new Set(exchanges.filter(isMet).map(({ scenario }) => scenario));
    for (let seen = -1; seen < reached.size; ) {
      seen = reached.size;
      for (const { title, after = [] } of scenarios) if (after.some((other) => reached.has(other))) reached.add(title);
    }
    return reached;
  }
}

function lineOf({ request: { method, url } }: Exchange): string {
  return `${method} ${url.replace(/^https?:\/\/[^/]*/, "")}`;
}
