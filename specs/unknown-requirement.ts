import { distance } from "fastest-levenshtein";

/** How many ids are named at most, and how many more letters than the nearest they may differ by. */
const suggestions = 3;
const tolerance = 2;

/** An id or glob that no requirement of the catalogue answers to. The message names the ids that come nearest. */
export class UnknownRequirement extends Error {
  override readonly name = "UnknownRequirement";

  /** @param known every id of the catalogue */
  constructor(pattern: string, known: readonly string[]) {
    const what = pattern.includes("*")
      ? `no requirement matches "${pattern}"`
      : `no requirement is called "${pattern}"`;
    super(`${what}; the nearest are ${nearest(pattern, known).join(", ")}`);
  }
}

/**
 * The ids that come as near as the nearest, or almost. A glob is compared by its text before the first `*`, and with as
 * much of an id as that is long.
 */
function nearest(pattern: string, known: readonly string[]): string[] {
  const star = pattern.indexOf("*");
  const text = star < 0 ? pattern : pattern.slice(0, star);
  const candidates = known
    .map((id) => ({ id, far: distance(text, star < 0 ? id : id.slice(0, text.length)) }))
    .sort((a, b) => a.far - b.far);
  const limit = (candidates[0]?.far ?? 0) + tolerance;
  return candidates
    .filter(({ far }) => far <= limit)
    .slice(0, suggestions)
    .map(({ id }) => id);
}
