import type { Findings } from "../findings.ts";
import type { FileTree } from "./tree.ts";

/** Says what is wrong with the members of an archive, whatever it is an archive of. */
export function sayProblems({ problems }: FileTree, of: "archive" | "layout", findings: Findings): void {
  for (const { path, message, found } of problems)
    findings.say(path, {
      requirement: "image.layout.archive-members",
      severity: "error",
      message,
      expected: `each path once, inside of the ${of}`,
      found,
      advice: "Write the archive again: readers disagree on what it holds.",
    });
}
