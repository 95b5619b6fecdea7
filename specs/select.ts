import type { Requirement, SpecVersion } from "./model.ts";
import { UnknownRequirement } from "./unknown-requirement.ts";

export { UnknownRequirement } from "./unknown-requirement.ts";

/** Which requirements a run is about. Ids may be globs: `*` stands for any text within an id. */
export interface Selection {
  spec: SpecVersion;
  /** Only these workflow categories, and with them `base`, on which each of them rests. */
  categories?: readonly string[];
  /** Only these ids. */
  only?: readonly string[];
  /** All but these ids. */
  skip?: readonly string[];
  /** Those that take very large content, too. */
  large?: boolean;
}

/** A selection that leaves nothing to test: a run of it would prove nothing. */
export class NothingSelected extends Error {
  override readonly name = "NothingSelected";
}

/**
 * The testable requirements of that spec version which the selection leaves, in catalogue order; never none.
 * @throws UnknownRequirement for an id or glob that answers to nothing
 * @throws NothingSelected when nothing is left
 */
export function select(catalogue: readonly Requirement[], selection: Selection): Requirement[] {
  const { spec, categories, only, skip = [], large = false } = selection;
  const testable = catalogue.filter(
    (entry) => entry.untestable === null && entry.levels[spec] !== null && (large || !entry.large),
  );
  const ofCategories = categories ? inCategories(testable, categories, spec) : testable;
  const chosen = only && idsMatching(catalogue, only);
  const dropped = idsMatching(catalogue, skip);
  const selected = ofCategories.filter(({ id }) => (chosen?.has(id) ?? true) && !dropped.has(id));
  if (selected.length === 0)
    throw new NothingSelected(
      whyNothing(
        catalogue.find(({ id }) => chosen?.has(id)),
        spec,
      ),
    );
  return selected;
}

function inCategories(testable: Requirement[], categories: readonly string[], spec: SpecVersion): Requirement[] {
  if (!testable.some(({ category }) => categories.includes(category)))
    throw new NothingSelected(
      `nothing selected: the catalogue has no requirement of ${categories.join(" or ")} for ${spec} yet`,
    );
  return testable.filter(({ category }) => category === "base" || categories.includes(category));
}

/** @throws UnknownRequirement for a pattern that matches no id */
function idsMatching(catalogue: readonly Requirement[], patterns: readonly string[]): Set<string> {
  const ids = catalogue.map(({ id }) => id);
  return new Set(
    patterns.flatMap((pattern) => {
      const expression = expressionOf(pattern);
      const matches = ids.filter((id) => expression.test(id));
      if (matches.length === 0) throw new UnknownRequirement(pattern, ids);
      return matches;
    }),
  );
}

function expressionOf(pattern: string): RegExp {
  const literals = pattern.split("*").map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`);
}

/** @param named the first requirement that `only` asked for, when it asked */
function whyNothing(named: Requirement | undefined, spec: SpecVersion): string {
  if (!named) return "nothing selected: every requirement is skipped";
  if (named.untestable !== null) return `nothing selected: ${named.id} cannot be tested: ${named.untestable}`;
  if (named.large && named.levels[spec] !== null) return `nothing selected: ${named.id} is tested with --large only`;
  if (named.levels[spec] === null) return `nothing selected: ${spec} does not say ${named.id}`;
  return "nothing selected: category, only and skip leave no requirement between them";
}
