import type { Result } from "../../schemas/report.ts";

/** The official suite's words for how something went, the least telling first: of several, the last one is shown. */
const words = ["Skip", "Pass", "FAIL", "Error"] as const;
type Word = (typeof words)[number];

/**
 * What the requirements come to under each name: the highest word of any, as in the official suite. A name none of whose
 * requirements was judged is absent.
 */
export function statusesOf(names: Record<string, readonly string[]>, results: readonly Result[]): Record<string, Word> {
  const byRequirement = new Map(results.map((result) => [result.requirement, wordFor(result)]));
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, requirements]) => {
      const found = requirements.flatMap((id) => byRequirement.get(id) ?? []);
      const highest = words.findLast((word) => found.includes(word));
      return highest ? [[name, highest]] : [];
    }),
  );
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
