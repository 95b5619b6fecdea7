import { catalogue } from "../specs/catalogue.ts";
import type { Capability, SpecVersion } from "../specs/model.ts";
import { type Selection, select } from "../specs/select.ts";
import { tests } from "../suites/index.ts";
import type { Test } from "../suites/kit/requirement.ts";

/** What a run will decide. Known before the first request. */
export interface Plan {
  spec: SpecVersion;
  /** In catalogue order. */
  tests: readonly Test[];
  capabilities: readonly Capability[];
}

/** @throws what `select` throws for unknown ids and empty selections; Error for a selected requirement without a check */
export function planOf(spec: SpecVersion, selection: Omit<Selection, "spec">): Plan {
  const byRequirement = new Map(tests().map((test) => [test.requirement as string, test]));
  const requirements = select(catalogue, { ...selection, spec });
  const planned = requirements.map(({ id }) => {
    const test = byRequirement.get(id);
    if (!test) throw new Error(`no suite has a check for "${id}"`);
    return test;
  });
  const capabilities = [...new Set(requirements.flatMap(({ needs }) => needs))];
  return { spec, tests: planned, capabilities };
}

/** The plan over what is named, as far as this suite knows it. */
export function planOver(spec: SpecVersion, requirements: Iterable<string>, capabilities: Iterable<string>): Plan {
  const [named, needed] = [new Set(requirements), new Set(capabilities)];
  const whole = planOf(spec, { large: true });
  return {
    spec,
    tests: whole.tests.filter(({ requirement }) => named.has(requirement)),
    capabilities: whole.capabilities.filter((name) => needed.has(name)),
  };
}

/** One of several parts of a run that are held apart and joined by `merge`. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/**
 * The part of the plan that a shard decides: every so many scenarios with all requirements that read them, so that no
 * conversation is held twice but for those that others come after. May be empty.
 */
export function shardOf(plan: Plan, { index, count }: Shard): Plan {
  const scenarios = [...new Set(plan.tests.map(({ scenario }) => scenario))];
  const chosen = new Set(scenarios.filter((_, place) => place % count === index - 1));
  return { ...plan, tests: plan.tests.filter(({ scenario }) => chosen.has(scenario)) };
}
