import type { Call } from "../../client/call.ts";
import type { Content } from "../../client/content.ts";
import type { LargeSize } from "../large/size.ts";
import type { Observation } from "./observation.ts";
import type { Reply } from "./reply.ts";
import type { Repository } from "./repository.ts";

/**
 * The status a step must get for the scenario to go on: one of these, or any 2xx. Steps that merely prepare
 * the ground take any 2xx, so that one wrong code fails the requirement that owns it and blocks nothing else.
 */
export type StepNeed = number | readonly number[] | "2xx";

export interface StepOptions {
  /** With any other status the scenario stops here. */
  needs?: StepNeed;
  /** Statuses with which it goes on all the same, as it knows another way. */
  orElse?: readonly number[];
  /**
   * Whether the answer shows what was pushed or deleted before. In a run that gives that time (`--settle`) the step asks
   * again until it does or the time is over, and the last answer is judged. Left out, content that the call is about
   * must be found, and be that content.
   */
  shows?: (answer: Observation) => boolean;
}

/** Content of the repository under test that others have pushed, by tags and digests. */
export interface AlsoRead {
  manifests: readonly string[];
  blobs: readonly string[];
  /** Manifests whose referrers are listed. */
  referrers: readonly string[];
}

/** What a scenario has at hand. Everything it makes is its own: no two scenarios share content or tags. */
export interface ScenarioContext {
  /** The repository under test. */
  readonly repository: Repository;
  /** A second one, to mount from and to prove isolation with. */
  readonly otherRepository: Repository;
  /** A repository that nothing was ever pushed to; its name is new with every call. */
  unknownRepository(): Repository;
  /** The repository `<repository><suffix>`, for names that exercise the grammar; what a suffix starts with is up to the scenario. */
  repositoryNamed(name: string): Repository;
  /** Sends a request and records the exchange under this name. */
  step(name: string, call: Call, options?: StepOptions): Promise<Reply>;
  /** What another scenario made. It runs once per target, whoever asks first; when it stopped, so does this one. */
  after<T>(other: Scenario<T>): Promise<T>;
  /** New content of that many bytes. The label, unique in the scenario, tells it from the scenario's other blobs. */
  blob(size: number, label?: string): Content;
  /** A string nobody used before, fit for a tag: `<prefix>-<random>`. */
  unique(prefix: string): string;
  /** Keeps a value for the checks, which see only what was recorded. JSON only. */
  remember(name: string, value: unknown): void;
  /**
   * In a run that only reads: the tag of an image that is there, or undefined when any tag will do. Requests other than
   * GET and HEAD are then not sent, and whoever needs one stops there.
   */
  readonly existing?: { tag: string | undefined } | undefined;
  /** What was there before the run and is read besides. */
  readonly alsoRead: AlsoRead;
  /** Data sets that are not pushed, by name. */
  readonly skipData: readonly string[];
  /** How large very large content is. */
  readonly large: LargeSize;
  /** Whether the run has an account with fewer rights (`--limited-username`). */
  readonly hasLimitedAccount: boolean;
}

/** A short conversation with the registry that yields named exchanges for any number of checks to read. */
export interface Scenario<T = unknown> {
  /** Unique among all scenarios; it stands in reports. */
  readonly title: string;
  readonly run: (context: ScenarioContext) => Promise<T>;
  /** Its checks see what every scenario of the run was answered. */
  readonly seesAll?: true;
  /** Its requests are sent before those of others that wait. */
  readonly goesFirst?: true;
}

/**
 * Declares a scenario whose checks see, once all others have ended, what every one of them was answered: for what no
 * request can provoke, and for what holds of every answer.
 */
export function scenarioOverAll<T>(title: string, run: (context: ScenarioContext) => Promise<T>): Scenario<T> {
  return { ...scenario(title, run), seesAll: true };
}

/**
 * Declares a scenario that takes longest, of eight requests one after the other or more, or that most others wait for. The
 * less it has to wait itself, the sooner the run is over.
 */
export function longScenario<T>(title: string, run: (context: ScenarioContext) => Promise<T>): Scenario<T> {
  return { ...scenario(title, run), goesFirst: true };
}

const titles = new Set<string>();

/**
 * Declares a scenario. It is lazy, runs at most once per target, and concurrently with all others.
 * @throws Error when the title is taken
 */
export function scenario<T>(title: string, run: (context: ScenarioContext) => Promise<T>): Scenario<T> {
  if (titles.has(title)) throw new Error(`two scenarios are called "${title}"`);
  titles.add(title);
  return { title, run };
}
