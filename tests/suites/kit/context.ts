import { Content } from "../../../client/content.ts";
import type { ScenarioContext } from "../../../suites/kit/scenario.ts";

/** As much of a scenario's context as making content takes. */
export const context = {
  blob: (size: number, label = "") => Content.lines(label, size),
  unique: (prefix: string) => `${prefix}-1`,
} as ScenarioContext;
