import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import type { Report } from "../../schemas/report.ts";
import type { Running } from "../fleet/launch.ts";
import { kindOf, operationOf } from "./kind.ts";
import { type Mutation, mutationsOf, nameOf } from "./mutation.ts";
import { effectOn, type Outcome, type Verdicts, verdictsOf } from "./outcome.ts";
import { startProxy } from "./proxy.ts";

/** A registry as it is, seen through the proxy. */
export interface Sound {
  verdicts: Verdicts;
  /** Everything that could be changed in what passed, each once. */
  mutations: Mutation[];
  /** Requirements whose scenarios met a kind of answer, or an operation. */
  concerned: ReadonlyMap<string, readonly string[]>;
}

/** Runs the suite twice through the proxy without a mutation; what was worse in one of the two counts as known. */
export async function soundRun(start: () => Promise<Running>): Promise<Sound> {
  const mutations = new Map<string, Mutation>();
  const reports: Report[] = [];
  for (const _ of [1, 2]) {
    const registry = await start();
    const proxy = await startProxy({
      to: registry.url,
      onAnswer: (request, answer) => {
        for (const each of mutationsOf(request, answer)) mutations.set(nameOf(each), each);
      },
    });
    try {
      reports.push(await suiteOn(proxy.url, registry));
    } finally {
      await proxy.close();
      await registry.stop();
    }
  }
  const [first, second] = reports as [Report, Report];
  const verdicts = new Map(verdictsOf(first));
  for (const [id, verdict] of verdictsOf(second))
    if (verdict !== "pass" && verdict !== "info") verdicts.set(id, verdict);
  return { verdicts, mutations: [...mutations.values()], concerned: concernedIn(first) };
}

function concernedIn({ exchanges, results }: Report): Map<string, string[]> {
  const scenarios = new Map<string, Set<string>>();
  for (const { scenario, request, response } of exchanges) {
    const { pathname, search } = new URL(request.url);
    const asked = { method: request.method, target: `${pathname}${search}`, headers: [], body: Buffer.alloc(0) };
    const kind = kindOf(asked, { status: response?.status ?? 0, headers: [], body: asked.body });
    for (const at of [kind, operationOf(asked)]) scenarios.set(at, (scenarios.get(at) ?? new Set()).add(scenario));
  }
  return new Map(
    [...scenarios].map(([at, titles]) => {
      const few = new Set([...titles].slice(0, enough));
      return [at, results.filter(({ scenario }) => few.has(scenario)).map(({ requirement }) => requirement)];
    }),
  );
}

/** Scenarios that are held first: most mutations are caught by few. */
const enough = 15;

/** Runs the suite for each mutation, so many at once, each on a registry of its own. */
export async function outcomesOf(
  start: () => Promise<Running>,
  mutations: readonly Mutation[],
  sound: Sound,
  { atOnce = 2, onOutcome = () => {} }: { atOnce?: number; onOutcome?: (outcome: Outcome) => void } = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = mutations.entries();
  const worker = async () => {
    for (const [at, mutation] of left) {
      const outcome = await outcomeOf(start, mutation, sound);
      outcomes[at] = outcome;
      onOutcome(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

/** First with the requirements that the mutation concerns; what these do not catch, with all. */
async function outcomeOf(start: () => Promise<Running>, mutation: Mutation, sound: Sound): Promise<Outcome> {
  const only = sound.concerned.get(mutation.at) ?? [];
  if (only.length > 0) {
    const outcome = await runOf(start, mutation, sound, only);
    if (outcome.effect === "caught") return outcome;
  }
  return runOf(start, mutation, sound);
}

async function runOf(
  start: () => Promise<Running>,
  mutation: Mutation,
  sound: Sound,
  only?: readonly string[],
): Promise<Outcome> {
  const registry = await start();
  const proxy = await startProxy({ to: registry.url, mutation });
  try {
    const report = await suiteOn(proxy.url, registry, only);
    return { ...mutation, ...effectOn(sound.verdicts, verdictsOf(report)), changes: proxy.changes };
  } catch (error) {
    if (!(error instanceof UntestableTarget)) throw error;
    return { ...mutation, effect: "undecided", by: ["preflight"], changes: proxy.changes };
  } finally {
    await proxy.close();
    await registry.stop();
  }
}

function suiteOn(url: string, { wishes }: Running, only: readonly string[] = []): Promise<Report> {
  const all = { ...wishes, registry: url, spec: "edge", only: [...only], timeout: 5, keep: true };
  return conductRun(configurationOf(all, {}));
}
