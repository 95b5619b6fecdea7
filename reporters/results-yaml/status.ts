import type { Result } from "../../schemas/report.ts";
import type { Name } from "./names.ts";

/** The official suite's words for how something went, the least telling first: of several, the last one is shown. */
const words = ["Skip", "Pass", "FAIL", "Error"] as const;
type Word = (typeof words)[number];

/**
 * What the requirements come to under each name: the highest word of any, as in the official suite. A name is absent when
 * nothing that shows it was judged.
 */
export function statusesOf(names: Record<string, Name>, results: readonly Result[]): Record<string, Word> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, { shows, breaks }]) => {
      const shown = results
        .filter(({ requirement }) => (shows as readonly string[]).includes(requirement))
        .map(wordFor);
      const breaking = matching(breaks);
      const broken: Word[] = results
        .filter(({ requirement }) => breaking(requirement))
        .map(wordFor)
        .filter((word) => word === "FAIL" || word === "Error");
      const highest = words.findLast((word) => shown.includes(word) || broken.includes(word));
      return shown.length > 0 && highest ? [[name, highest]] : [];
    }),
  );
}

/** Whether an id answers to one of the patterns, in which `*` stands for any text. */
export function matching(patterns: readonly string[]): (id: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`),
  );
  return (id) => expressions.some((expression) => expression.test(id));
}

/** A MAY that is declined is no Pass; a warning breaks nothing mandatory; what is accepted is broken all the same. */
function wordFor({ verdict, supported }: Result): Word {
  switch (verdict) {
    case "fail":
      return "FAIL";
    case "error":
      return "Error";
    case "skip":
    case "blocked":
      return "Skip";
    case "info":
      return supported === false ? "Skip" : "Pass";
    default:
      return "Pass";
  }
}
