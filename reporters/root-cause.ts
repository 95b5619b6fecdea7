import type { Exchange } from "../client/exchange.ts";
import type { Report, Summary } from "../schemas/report.ts";

export type RootCause = Summary["rootCauses"][number];

/** The exchange at which a scenario stopped: the last one of that step. */
export function stoppingExchange({ exchanges }: Report, { scenario, step }: RootCause): Exchange | undefined {
  return exchanges.findLast((exchange) => exchange.scenario === scenario && exchange.step === step);
}

/** `37 not decided because "push blob: open" answered 405` */
export function causeLine(report: Report, cause: RootCause): string {
  const exchange = stoppingExchange(report, cause);
  if (!exchange) return `${cause.blocked} not decided`;
  const answer = exchange.response ? `answered ${exchange.response.status}` : "got no answer";
  return `${cause.blocked} not decided because "${cause.step}" ${answer}`;
}
