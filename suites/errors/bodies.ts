import { type CheckContext, describe, expect, type Observation, requirement } from "../kit/index.ts";
import { codesIn, errorsIn, flawOf, isOfTokenServer, isRefusal, saysJson } from "./body.ts";
import { listed, wellKnown } from "./codes.ts";
import { refusals } from "./refusals.ts";
import { wholeRun } from "./whole-run.ts";

/** Statuses that may come whatever is asked: who asks, and how often. */
const always = [401, 403, 429];

/** The refusals that came with JSON; a 429 that was waited for is one, too. */
function jsonRefusals({ stepsNamed, notApplicable }: CheckContext): Observation[] {
  const answers = stepsNamed("refused: ").filter(({ answered }) => answered);
  const found = answers
    .flatMap((answer) => [...answer.hops.filter(({ status }) => status === 429), answer])
    .filter((answer) => isRefusal(answer) && saysJson(answer));
  if (found.length === 0) notApplicable("no refusal came with a JSON body, and any other form is free");
  return found;
}

/** The JSON refusals that are error bodies: the others have a requirement of their own. */
function errorBodies(context: CheckContext): Observation[] {
  const found = jsonRefusals(context).filter((answer) => errorsIn(answer).length > 0);
  if (found.length === 0) context.notApplicable("no refusal came with an error in the spec's form");
  return found;
}

describe("Error Codes: bodies", () => {
  requirement("errors.body.schema", wholeRun, (_, context) => {
    const { answersWhere, notApplicable } = context;
    const found = answersWhere((answer) => isRefusal(answer) && !isOfTokenServer(answer) && saysJson(answer));
    if (found.length === 0) notApplicable("no refusal came with a JSON body, and any other form is free");
    for (const answer of found) {
      expect(flawOf(answer) ?? "none", "a flaw of the error body:", answer).toBe("none");
      if (errorsIn(answer).length === 0) context.note(`"${answer.exchange.step}" came with an empty list of errors`);
    }
  });

  requirement("errors.body.code-charset", refusals, (_, context) => {
    for (const answer of errorBodies(context))
      for (const code of codesIn(answer)) expect(code, "an error code", answer).toMatch(/^[A-Z_]+$/);
  });

  requirement("errors.body.code-enum", refusals, (_, context) => {
    for (const answer of errorBodies(context)) {
      for (const code of codesIn(answer)) {
        // How it is spelled has a requirement of its own.
        const name = code.toUpperCase();
        if (wellKnown.includes(name)) context.note(`${code} is well known, though the spec does not list it`);
        expect(wellKnown.includes(name) || listed.includes(name) ? "listed" : code, "an error code", answer).toBe(
          "listed",
        );
      }
    }
  });

  requirement("errors.body.message-optional", refusals, (_, context) => {
    for (const answer of errorBodies(context))
      for (const { message } of errorsIn(answer))
        expect(typeof (message ?? ""), "a message, if any, of type", answer).toBe("string");
  });
});

describe("Error Codes: statuses", () => {
  requirement("errors.4xx-not-5xx", refusals, (_, { stepsNamed }) => {
    for (const answer of stepsNamed("refused: ")) expect(answer).notToBeServerError();
  });

  requirement("errors.404-consistent", refusals, (_, { stepsNamed, notApplicable }) => {
    // Which manifest is refused, and how, is up to the registry.
    const ofManifest = ({ exchange: { request } }: Observation) =>
      request.method === "PUT" && request.url.includes("/manifests/");
    const refused = stepsNamed("refused: ").filter((answer) => answer.answered && isRefusal(answer));
    const judged = refused.filter((answer) => !ofManifest(answer) && !always.includes(answer.status));
    if (judged.length === 0) notApplicable("nothing was refused for what it asked for");
    for (const answer of judged) {
      const uploads = ["PATCH", "PUT"].includes(answer.exchange.request.method);
      expect(answer).toHaveStatus(404, 400, ...(uploads ? [416] : []));
    }
  });
});
