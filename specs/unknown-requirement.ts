import { distance } from "fastest-levenshtein";

const suggestions = 3;

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

/** A glob is compared by its text before the first `*`, and with as much of an id as that is long. */
function nearest(pattern: string, known: readonly string[]): string[] {
  const star = pattern.indexOf("*");
  const text = star < 0 ? pattern : pattern.slice(0, star);
  const far = (id: string) => distance(text, star < 0 ? id : id.slice(0, text.length));
  return [...known].sort((a, b) => far(a) - far(b)).slice(0, suggestions);
}
