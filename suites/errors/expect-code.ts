import { type CheckContext, expect, type Observation } from "../kit/index.ts";
import { codesIn, isRefusal } from "./body.ts";

/** One error at least has one of these codes, in every answer that is a refusal with errors in the spec's form. */
export function expectCode(
  answers: readonly (Observation | undefined)[],
  codes: readonly string[],
  { notApplicable, note }: CheckContext,
): void {
  const present = answers.filter((answer) => answer !== undefined);
  const judged = present.filter((answer) => isRefusal(answer) && codesIn(answer).length > 0);
  if (judged.length === 0) {
    const statuses = present.map(({ status }) => status).join(", ");
    notApplicable(`no refusal with errors in JSON came for this, and any other form is free (status ${statuses})`);
  }
  for (const answer of judged) {
    const sent = codesIn(answer).map((code) => code.toUpperCase());
    const code = sent.find((each) => codes.includes(each)) ?? sent[0];
    expect(code, "the error code", answer).toBeOneOf(...codes);
    if (code !== codes[0]) note(`"${answer.exchange.step}" was answered with ${code}`);
  }
}

/** Refusals that say who may ask, or how often, and nothing of what was asked for. */
const aboutTheRequest = (answer: Observation | undefined) =>
  answer === undefined || ![401, 403, 429].includes(answer.status);

/** The answer to one refusal, unless it speaks of something else. */
export function expectCodeOf(
  answers: readonly (Observation | undefined)[],
  codes: readonly string[],
  context: CheckContext,
): void {
  const about = answers.filter(aboutTheRequest);
  if (about.length === 0)
    context.notApplicable(
      `the account may not ask for this, or not so often (status ${answers[0]?.status}): grant it that`,
    );
  expectCode(about, codes, context);
}
