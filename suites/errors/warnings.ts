import { type CheckContext, describe, expect, type Observation, requirement } from "../kit/index.ts";
import { wholeRun } from "./whole-run.ts";

/** A list of warnings with code 299, agent `-`, a quoted text, and no date (RFC 7234, 5.5). */
const warnings = /^299 - "(?:[^"\\]|\\.)*"(?:\s*,\s*299 - "(?:[^"\\]|\\.)*")*$/;

/** Bytes of the warnings of one answer, at most. */
const most = 4096;

/** Answers with warnings, whatever was asked. */
function warned({ answersWhere, notApplicable }: CheckContext): Observation[] {
  const found = answersWhere((answer) => answer.headers("Warning").length > 0);
  if (found.length === 0) notApplicable("no answer came with a Warning");
  return found;
}

describe("Warnings", () => {
  requirement("errors.warning.header-form", wholeRun, (_, context) => {
    for (const answer of warned(context))
      for (const value of answer.headers("Warning")) expect(value, "Warning", answer).toMatch(warnings);
  });

  requirement("errors.warning.size", wholeRun, (_, context) => {
    for (const answer of warned(context)) {
      const size = answer.headers("Warning").reduce((sum, value) => sum + Buffer.byteLength(value), 0);
      // The text leaves open whether the headers' names count: they do not here.
      expect(size > most ? `${size} bytes` : "no more", "warnings of 4096 bytes and", answer).toBe("no more");
    }
  });
});
