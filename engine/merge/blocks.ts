import type { Exchange } from "../../client/exchange.ts";
import type { Report, ScenarioReport } from "../../schemas/report.ts";

/** One scenario as one shard held it. */
export interface Block {
  /** As it is called in its report. */
  title: string;
  /** Absent of exchanges that belong to no scenario, such as the preflight's. */
  scenario: ScenarioReport | undefined;
  /** In the order of sending. */
  exchanges: Exchange[];
  /** Sorts blocks by time, and is the same for the same conversation however it is numbered. */
  key: string;
}

/** The scenarios of a report. */
export function blocksOf({ scenarios, exchanges }: Report): Block[] {
  const held = new Map(scenarios.map((scenario) => [scenario.title, scenario]));
  const sent = new Map<string, Exchange[]>(scenarios.map(({ title }) => [title, []]));
  for (const exchange of exchanges) {
    const others = sent.get(exchange.scenario);
    if (others) others.push(exchange);
    else sent.set(exchange.scenario, [exchange]);
  }
  return [...sent].map(([title, own]) => {
    const scenario = held.get(title);
    return { title, scenario, exchanges: own, key: keyOf(title, scenario, own) };
  });
}

/** The title without the number that an earlier merge gave it. */
export function titleOf(title: string): string {
  return title.replace(/ \(\d+\)$/, "");
}

function keyOf(title: string, scenario: ScenarioReport | undefined, exchanges: readonly Exchange[]): string {
  const told = exchanges.map(({ id, scenario: _, follows, locationOf, ...rest }) => rest);
  return [exchanges[0]?.startedAt ?? "", titleOf(title), JSON.stringify(told), JSON.stringify(endOf(scenario))].join(
    "\n",
  );
}

/** Where a scenario sent nothing, as the one that it waited for had stopped, only this tells it from that of another shard. */
function endOf({ facts, stoppedBy, withheld, brokenBy }: Partial<ScenarioReport> = {}): unknown {
  return [facts, stoppedBy && { ...stoppedBy, scenario: titleOf(stoppedBy.scenario) }, withheld, brokenBy];
}
