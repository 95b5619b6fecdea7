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
