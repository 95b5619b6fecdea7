import { type CheckContext, describe, expect, requirement } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

/** The answers to an ordinary pull that have a Warning. */
function warned({ stepsNamed, notApplicable }: CheckContext) {
  const answers = stepsNamed("get ").filter((answer) => answer.header("Warning") !== undefined);
  if (answers.length === 0) notApplicable("no answer to an ordinary pull has a Warning: send one to test it");
  return answers;
}

describe("Warnings", () => {
  requirement("errors.warning.header-form", pushedImage, (_, context) => {
    const value = /^299 - "(?:[^"\\]|\\.)*"(?:\s*,\s*299 - "(?:[^"\\]|\\.)*")*$/;
    for (const answer of warned(context))
      for (const line of answer.headers("Warning"))
        expect(value.test(line), `299, a dash and a text in: ${line}`, answer).toBe(true);
  });

  requirement("errors.warning.size", pushedImage, (_, context) => {
    for (const answer of warned(context)) {
      const bytes = answer.headers("Warning").reduce((sum, line) => sum + Buffer.byteLength(line), 0);
      expect(bytes <= 4096, `${bytes} bytes of warnings within 4096`, answer).toBe(true);
    }
  });
});
