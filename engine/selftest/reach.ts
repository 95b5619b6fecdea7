import type { Exchange } from "../../client/exchange.ts";
import { type Decision, decisionsOf, type OnAsked } from "../../registry/asked.ts";
import { isWrite } from "../../registry/auth/access.ts";
import type { Fault } from "../../registry/fault.ts";
import type { Operation } from "../../registry/operation.ts";
import type { ScenarioReport } from "../../schemas/report.ts";

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
   * whose operation it stands, or that made the registry take a decision which it changes. Undefined for all there are.
   */
  metBy(fault: Fault, exchanges: readonly Exchange[]): ReadonlySet<string> | undefined {
    const hooked = hookedBy(fault);
    // A token is for every later request.
    if (hooked.has("every") || hooked.has("token")) return undefined;
    const decided = decisionsOf(fault);
    const isMet = (exchange: Exchange) => {
      const asked = this.#requests.get(lineOf(exchange));
      // What never came to be a request at all, such as a cut one, may show anything.
      return !asked || hooked.has(asked.operation) || decided.some((decision) => asked.decisions.has(decision));
    };
    return new Set(exchanges.filter(isMet).map(({ scenario }) => scenario));
  }

  /** Whether it leaves what the registry holds as it is: it comes in where something is read, and nowhere else. */
  onlyReads(fault: Fault): boolean {
    const decided = decisionsOf(fault);
    const deciding = [...this.#requests.values()].filter(({ decisions }) =>
      decided.some((each) => decisions.has(each)),
    );
    const operations = [...hookedBy(fault), ...deciding.map(({ operation }) => operation)];
    return operations.every((operation) => operation !== "every" && !isWrite(operation));
  }
}

/** Those scenarios, and all that come after one of them. */
export function withFollowers(titles: ReadonlySet<string>, scenarios: readonly ScenarioReport[]): ReadonlySet<string> {
  const all = new Set(titles);
  for (let seen = -1; seen < all.size; ) {
    seen = all.size;
    for (const { title, after = [] } of scenarios) if (after.some((other) => all.has(other))) all.add(title);
  }
  return all;
}

function hookedBy({ before, answer, raw }: Fault): Set<Operation | "every"> {
  return new Set([before, answer, raw].flatMap((hooks) => Object.keys(hooks ?? {}) as (Operation | "every")[]));
}

function lineOf({ request: { method, url } }: Exchange): string {
  return `${method} ${url.replace(/^https?:\/\/[^/]*/, "")}`;
}
