import { createHash } from "node:crypto";
import { type Mutation, nameOf } from "./mutation.ts";

/**
 * So many of the mutations, alike in number from every rule while there are enough. The seed gives each its place by its
 * name alone, so that one mutation more or less in another run does not change the choice among the others.
 */
export function sampleOf(mutations: readonly Mutation[], count: number, seed: number): Mutation[] {
  const placeOf = (name: string) => createHash("sha256").update(`${seed} ${name}`).digest("hex");
  const placed = mutations.map((mutation) => ({ mutation, place: placeOf(nameOf(mutation)) }));
  const byRule = new Map<string, Mutation[]>();
  for (const { mutation } of placed.sort((a, b) => (a.place < b.place ? -1 : 1)))
    byRule.set(mutation.rule, [...(byRule.get(mutation.rule) ?? []), mutation]);
  const rules = [...byRule].sort(([a], [b]) => (placeOf(a) < placeOf(b) ? -1 : 1)).map(([, own]) => own);
  const chosen: Mutation[] = [];
  for (let turn = 0; chosen.length < Math.min(count, mutations.length); turn++)
    for (const own of rules) {
      const next = own[turn];
      if (next && chosen.length < count) chosen.push(next);
    }
  return chosen;
}
