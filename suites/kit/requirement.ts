import type { RequirementId } from "../../specs/catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import type { Observation } from "./observation.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The exchanges of one scenario by step name; "get by tag" may be read as `getByTag`. Reading a step that did not
 * happen makes the verdict `blocked`.
 */
export type Steps = Record<string, Observation>;

export interface CheckContext {
  /** The spec version that is judged. */
  readonly spec: SpecVersion;
  /** What the scenario remembered under this name. */
  recall<T>(name: string): T;
  /** Whether it remembered anything under this name. */
  remembers(name: string): boolean;
  /** All steps whose name starts with this, in order; none at all is `blocked`. */
  stepsNamed(prefix: string): Observation[];
  /** Every answer of the registry for which this holds, those on the way to another included, in the order of sending. */
  answersWhere(holds: (answer: Observation) => boolean): Observation[];
  /** Whether the step happened (for scenarios that branch). */
  happened(step: string): boolean;
  /** A MAY that the target declined in a way the spec allows: `info`, "not supported". Counts as a decision. */
  declined(how: string): void;
  /** Something worth telling a reader of the report, whatever the verdict. */
  note(text: string): void;
  /** Stops here: the requirement does not apply to what was seen. Say why, and what to grant or enable. */
  notApplicable(why: string): never;
}

/** Decides one requirement from recorded exchanges. Pure and synchronous. */
export type Check = (steps: Steps, context: CheckContext) => void;

export interface Test {
  readonly requirement: RequirementId;
  readonly scenario: Scenario;
  readonly check: Check;
  /** Heading of the `describe` it stands in. */
  readonly heading: string;
}

const registered: Test[] = [];
let heading = "";

/** Groups the tests of one section of the spec. */
export function describe(title: string, tests: () => void): void {
  heading = title;
  tests();
  heading = "";
}

/**
 * Binds a requirement of the catalogue to the check that decides it.
 * @throws Error when the requirement already has a check
 */
export function requirement(id: RequirementId, scenario: Scenario<unknown>, check: Check): void {
  if (registered.some((test) => test.requirement === id)) throw new Error(`"${id}" has two checks`);
  registered.push({ requirement: id, scenario, check, heading });
}

/** Every test declared by the suites loaded so far. */
export function tests(): readonly Test[] {
  return registered;
}
