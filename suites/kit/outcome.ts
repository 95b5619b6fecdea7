import type { Exchange } from "../../client/exchange.ts";

/** Thrown by `expect` and `integrity`: the target did something else than the requirement says. */
export class Unmet extends Error {
  override readonly name = "Unmet";
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it. */
  readonly exchange: Exchange | undefined;
  /** Wrong bytes, a wrong digest stored, content leaking: a failure whatever the level. */
  readonly breach: boolean;

  constructor(expected: string, received: string, exchange: Exchange | undefined, breach = false) {
    super(`expected ${expected}, received ${received}`);
    this.expected = expected;
    this.received = received;
    this.exchange = exchange;
    this.breach = breach;
  }
}

/** A step this depends on did not come about; says nothing about the requirement itself. */
export class Blocked extends Error {
  override readonly name = "Blocked";
  readonly scenario: string;
  readonly step: string;

  constructor(scenario: string, step: string, reason: string) {
    super(reason);
    this.scenario = scenario;
    this.step = step;
  }
}

/** The requirement does not apply to what was seen; the message says why, and what to grant or enable. */
export class NotApplicable extends Error {
  override readonly name = "NotApplicable";
}

/** A request that would change something, in a run that only reads: it was not sent. */
export class Withheld extends Error {
  override readonly name = "Withheld";
}

/** There is no answer to judge: the network, the environment or we ourselves failed. */
export class Inconclusive extends Error {
  override readonly name = "Inconclusive";
  readonly exchange: Exchange | undefined;

  constructor(message: string, exchange?: Exchange) {
    super(message);
    this.exchange = exchange;
  }
}
