import type { Report, ScenarioReport } from "../schemas/report.ts";
import type { Scenario } from "../suites/kit/scenario.ts";
import type { Records } from "./judging.ts";
import { Recording } from "./recording.ts";
import { titleOfTry } from "./steadiness.ts";

/** The scenarios of a finished report, or of as much as there is of one. */
export class Recorded implements Records {
  readonly report: Pick<Report, "scenarios" | "exchanges">;
  /** What was asked for and is not there, as it is taken. */
  readonly absent: ScenarioReport[] = [];
  readonly #absence: string;
  readonly #recordings = new Map<string, Recording>();

  /** @param absence what is said of a scenario that it does not have */
  constructor(report: Pick<Report, "scenarios" | "exchanges">, absence = "the report does not have it") {
    this.report = report;
    this.#absence = absence;
  }

  get requests(): number {
    return this.report.exchanges.length;
  }

  /** One that the report does not have is as one that broke at once: nothing can be decided from it. */
  record(scenario: Scenario, attempt = 0): Promise<Recording> {
    const title = titleOfTry(scenario.title, attempt);
    const recording = this.#recordings.get(title) ?? Recording.of(scenario, this.#endOf(title), this.report.exchanges);
    this.#recordings.set(title, recording);
    return Promise.resolve(recording);
  }

  #endOf(title: string): ScenarioReport {
    const end = this.report.scenarios.find((each) => each.title === title);
    if (end) return end;
    const absent = { title, facts: {}, durationMs: 0, brokenBy: this.#absence };
    this.absent.push(absent);
    return absent;
  }
}
