import { scenarioOverAll } from "../kit/index.ts";
import { refusals } from "./refusals.ts";

/** Every answer of the run; the refusals at least. */
export const wholeRun = scenarioOverAll("the whole run", ({ after }) => after(refusals));
