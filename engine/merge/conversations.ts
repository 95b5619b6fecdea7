import type { Exchange } from "../../client/exchange.ts";
import { judgementsOf } from "../../schemas/judgements.ts";
import type { Judgement, Report, Result, ScenarioReport } from "../../schemas/report.ts";
import { type Block, blocksOf, titleOf } from "./blocks.ts";

/** A result as the merged report shows it. */
export interface ShownResult {
  result: Result;
  /** Tells the same result from others, however exchanges and scenarios are numbered. */
  key: string;
}

/** What one shard found out and judged by one version of the spec. */
export interface ShownJudgement extends Pick<Judgement, "spec" | "capabilities"> {
  results: ShownResult[];
}

export interface Conversations {
  exchanges: Exchange[];
  scenarios: ScenarioReport[];
  /** The judgements of the shard, version by version, their results pointing into these exchanges and scenarios. */
  shown(report: Report, shard: number): ShownJudgement[];
}

/** The conversations of all shards, numbered anew in the order of time. A conversation that is in two shards is one. */
export function mergeConversations(reports: readonly Report[]): Conversations {
  const found = reports.map(blocksOf);
  const inOrder = found.flatMap((blocks, shard) => blocks.map((block) => ({ ...block, shard })));
  inOrder.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const distinct = inOrder.filter(({ key }, index) => key !== inOrder[index - 1]?.key);
  const titles = titlesFor(distinct);
  const ids = idsFor(distinct);
  const renamings = found.map((blocks) => renamingOf(blocks, titles, ids));
  const renamingIn = (shard: number) => renamings[shard] as Renaming;
  return {
    exchanges: distinct
      .flatMap(({ exchanges, shard }) => exchanges.map((exchange) => renamed(exchange, renamingIn(shard))))
      .sort((a, b) => numberOf(a) - numberOf(b)),
    scenarios: distinct.flatMap(({ scenario, shard }) =>
      scenario ? [scenarioRenamed(scenario, renamingIn(shard))] : [],
    ),
    shown: (report, shard) => {
      const sent = new Map(report.exchanges.map((exchange) => [exchange.id, sentAs(exchange)]));
      return judgementsOf(report).map(({ spec, capabilities, results }) => ({
        spec,
        capabilities,
        results: results.map((result) => ({
          result: resultRenamed(result, renamingIn(shard)),
          key: keyOf(result, sent),
        })),
      }));
    },
  };
}

/** From the ids and titles of one shard to those of the merged report. */
interface Renaming {
  id(id: string): string;
  title(title: string): string;
}

function renamingOf(
  blocks: readonly Block[],
  titles: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, readonly string[]>,
): Renaming {
  const titleOf = new Map(blocks.map(({ title, key }) => [title, titles.get(key)]));
  const idOf = new Map(
    blocks.flatMap(({ key, exchanges }) => exchanges.map(({ id }, index) => [id, ids.get(key)?.[index]] as const)),
  );
  return { id: (id) => idOf.get(id) ?? id, title: (title) => titleOf.get(title) ?? title };
}

/** The second scenario of a title and those after it are numbered. */
function titlesFor(blocks: readonly Block[]): Map<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    blocks.map(({ key, title }) => {
      const base = titleOf(title);
      const count = (seen.get(base) ?? 0) + 1;
      seen.set(base, count);
      return [key, count === 1 ? base : `${base} (${count})`];
    }),
  );
}

/** Ids by block: in the order of time, and within a block in the order of sending. */
function idsFor(blocks: readonly Block[]): Map<string, string[]> {
  const moments = blocks.flatMap(({ key, exchanges }, order) => {
    let latest = 0;
    return exchanges.map(({ startedAt }, index) => {
      latest = Math.max(latest, Date.parse(startedAt));
      return { key, order, index, time: latest };
    });
  });
  moments.sort((a, b) => a.time - b.time || a.order - b.order || a.index - b.index);
  const ids = new Map<string, string[]>(blocks.map(({ key }) => [key, []]));
  for (const [number, { key, index }] of moments.entries()) (ids.get(key) as string[])[index] = `x${number + 1}`;
  return ids;
}

function numberOf({ id }: Exchange): number {
  return Number(id.slice(1));
}

function renamed(exchange: Exchange, { id, title }: Renaming): Exchange {
  const { follows, locationOf } = exchange;
  return {
    ...exchange,
    id: id(exchange.id),
    scenario: title(exchange.scenario),
    ...(locationOf === undefined ? {} : { locationOf: id(locationOf) }),
    ...(follows ? { follows: { ...follows, exchange: id(follows.exchange) } } : {}),
  };
}

function scenarioRenamed(scenario: ScenarioReport, { title }: Renaming): ScenarioReport {
  const { stoppedBy, after } = scenario;
  return {
    ...scenario,
    title: title(scenario.title),
    ...(after ? { after: after.map(title) } : {}),
    ...(stoppedBy ? { stoppedBy: { ...stoppedBy, scenario: title(stoppedBy.scenario) } } : {}),
  };
}

function resultRenamed(result: Result, { id, title }: Renaming): Result {
  const { blockedBy } = result;
  return {
    ...result,
    scenario: title(result.scenario),
    exchanges: result.exchanges.map(id),
    ...(blockedBy ? { blockedBy: { ...blockedBy, scenario: title(blockedBy.scenario) } } : {}),
  };
}

function keyOf(result: Result, sent: ReadonlyMap<string, string>): string {
  const { blockedBy } = result;
  return JSON.stringify({
    ...result,
    scenario: titleOf(result.scenario),
    exchanges: result.exchanges.map((id) => sent.get(id) ?? ""),
    ...(blockedBy ? { blockedBy: { ...blockedBy, scenario: titleOf(blockedBy.scenario) } } : {}),
  });
}

function sentAs({ startedAt, request }: Exchange): string {
  return `${startedAt} ${request.method} ${request.url}`;
}
