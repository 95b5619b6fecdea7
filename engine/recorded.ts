import type { Report } from "../schemas/report.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import type { Records } from "./judging.ts";
import { Recording } from "./recording.ts";
import { titleOfTry } from "./steadiness.ts";

/** The scenarios of a finished report. */
export class Recorded implements Records {
  readonly report: Report;
  readonly #recordings = new Map<string, Recording>();

  constructor(report: Report) {
    this.report = report;
  }

  get requests(): number {
    return this.report.exchanges.length;
  }

  /** One that the report does not have is as one that broke at once: nothing can be decided from it. */
  record(scenario: Scenario, attempt = 0): Promise<Recording> {
    const title = titleOfTry(scenario.title, attempt);
    const { scenarios, exchanges } = this.report;
    const end = scenarios.find((each) => each.title === title) ?? {
      title,
      facts: {},
      durationMs: 0,
      brokenBy: "the report does not have it",
    };
    const recording = this.#recordings.get(title) ?? Recording.of(scenario, end, exchanges);
    this.#recordings.set(title, recording);
    return Promise.resolve(recording);
  }
}
