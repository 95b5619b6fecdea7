import type { Exchange } from "../../client/exchange.ts";
import type { Cleanup, Report, Result, ScenarioReport } from "../../schemas/report.ts";
import type { Capability, SpecVersion } from "../../specs/model.ts";
import type { Change } from "../cleanup/kept.ts";

/** The first line of a journal: what was known of the run before its first scenario. */
export interface Heading extends Pick<Report, "tool" | "target" | "startedAt" | "configuration"> {
  journal: 1;
  /** What was to be decided, by version of the spec; the report is about the first. */
  plans: { spec: SpecVersion; requirements: string[]; capabilities: readonly Capability[] }[];
}

/** The last line of the journal of a run that was not killed. */
export interface Ending {
  finishedAt: string;
  interrupted: boolean;
  cleanup?: Cleanup | undefined;
}

/** One JSON object a line, each in a member that says what it is. */
export type Line =
  | Heading
  | { exchange: Exchange }
  | { scenario: ScenarioReport }
  | { spec: SpecVersion; result: Result }
  | { change: Change }
  | { ended: Ending };

/** Everything that a journal says. */
export interface Journaled {
  heading: Heading;
  /** In the order in which they were sent. */
  exchanges: Exchange[];
  scenarios: ScenarioReport[];
  /** In the order in which they fell. */
  results: { spec: SpecVersion; result: Result }[];
  changes: Change[];
  /** Undefined when the run was killed. */
  ended?: Ending | undefined;
}
