import type { Call } from "../../client/call.ts";
import type { Observation, ScenarioContext } from "../kit/index.ts";

/** How often a deletion that takes its time is asked after. */
const attempts = 5;

type Steps = Pick<ScenarioContext, "step">;

/** GETs until the answer is 404, a few times at most: as the steps `<name> 1`, `<name> 2`, … */
export function getUntilGone(context: Steps, name: string, get: Call): Promise<void> {
  return askUntil(context, name, get, ({ status }) => status === 404);
}

/**
 * Asks until the answer shows the deletion, a few times at most: as the steps `<name> 1`, `<name> 2`, …, of which the first
 * takes the time that a run gives.
 */
export async function askUntil(
  { step }: Steps,
  name: string,
  call: Call,
  shows: (answer: Observation) => boolean,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const answer = await step(`${name} ${attempt}`, call, { shows: attempt === 1 ? shows : () => true });
    if (!answer.answered || shows(answer)) return;
  }
}

/** What was said in the end. @param answers of `stepsNamed`, so one at least */
export function lastOf(answers: readonly Observation[]): Observation {
  return answers.at(-1) as Observation;
}

/** What a registry without such a deletion may say; anything else that is refused is a matter of rights or rules. */
export function disabled({ status }: Observation): boolean {
  return [400, 404, 405, 501].includes(status);
}

/** Refused for good, whatever the reason: there is nothing to be seen of a deletion. */
export function notDeleted(answer: Observation): boolean {
  return answer.refused || answer.status === 501;
}
