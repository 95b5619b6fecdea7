import { digestLike, Observation } from "./observation.ts";
import { Blocked, Unmet } from "./outcome.ts";

type Kind = "expectation" | "integrity" | "precondition";

/** Assertions made by the check that is being judged; checks are synchronous, so one counter is enough. */
let assertions = 0;

/** Runs a check and says how many assertions it made: a check that made none decided nothing. */
export function countingAssertions(check: () => void): number {
  assertions = 0;
  check();
  return assertions;
}

/** What can be asserted of one answer. Each method throws `Unmet` when it does not hold, and returns `this` otherwise. */
export class AnswerExpectation {
  readonly #answer: Observation;
  readonly #kind: Kind;

  constructor(answer: Observation, kind: Kind) {
    this.#answer = answer;
    this.#kind = kind;
  }

  /** Some response came at all: no time-out, no cut connection, no endless redirect. */
  toBeAnswered(): this {
    return this.#hold(this.#answer.answered, "an answer", () => this.#answer.exchange.error?.message ?? "no answer");
  }

  /** The answer neither broke off nor went silent, as it does when its Content-Length is not true. */
  toArriveWhole(): this {
    const { error } = this.#answer.exchange;
    const broken = error !== undefined && ["timeout", "reset", "malformed"].includes(error.kind);
    return this.#hold(!broken, "a whole answer", () => error?.message ?? "");
  }

  toHaveStatus(...allowed: number[]): this {
    return this.#hold(allowed.includes(this.#answer.status), `status ${either(allowed)}`, () => this.#statusLine());
  }

  notToHaveStatus(...refused: number[]): this {
    const { status } = this.#answer;
    return this.#hold(!refused.includes(status), `a status other than ${either(refused)}`, () => this.#statusLine());
  }

  /** Any 2xx. */
  toSucceed(): this {
    const { status } = this.#answer;
    return this.#hold(status >= 200 && status < 300, "success (2xx)", () => this.#statusLine());
  }

  /** Any 4xx. */
  toBeRefused(): this {
    const { status } = this.#answer;
    return this.#hold(status >= 400 && status < 500, "a refusal (4xx)", () => this.#statusLine());
  }

  /** Anything but 2xx and no answer: what must not have worked did not. */
  notToSucceed(): this {
    const { status } = this.#answer;
    return this.#hold(status < 200 || status > 299, "no success (not 2xx)", () => this.#statusLine());
  }

  /** Anything but 5xx. */
  notToBeServerError(): this {
    return this.#hold(this.#answer.status < 500, "no server error (not 5xx)", () => this.#statusLine());
  }

  /** The header is there, and equals the string or matches the expression. */
  toHaveHeader(name: string, value?: string | RegExp): this {
    const received = this.#answer.header(name);
    const wanted = value === undefined ? `header ${name}` : `${name}: ${value}`;
    const holds =
      received !== undefined &&
      received !== "" &&
      (value === undefined || (typeof value === "string" ? received === value : value.test(received)));
    return this.#hold(holds, wanted, () => (received === undefined ? `no ${name}` : `${name}: ${received}`));
  }

  toLackHeader(name: string): this {
    const received = this.#answer.header(name);
    return this.#hold(received === undefined, `no header ${name}`, () => `${name}: ${received}`);
  }

  /** The body is, byte for byte, the content that the request was about. */
  toDeliver(): this {
    const { about, body } = this.#answer;
    if (!about) throw new TypeError(`${this.#answer.label}: the call does not say what it is about`);
    return this.#hold(
      body.digest === about.digest,
      `${about.size} bytes with digest ${about.digest}`,
      () => `${body.size} bytes with digest ${body.digest}`,
    );
  }

  /** The Content-Type is the one that the given request was sent with; parameters do not count. */
  toHaveContentTypeOf(request: Observation): this {
    const bare = (type: string | undefined) => type?.split(";")[0]?.trim().toLowerCase();
    const wanted = bare(request.requestHeader("Content-Type"));
    const received = this.#answer.header("Content-Type");
    return this.#hold(
      bare(received) === wanted,
      `Content-Type: ${wanted}`,
      () => `Content-Type: ${received ?? "none"}`,
    );
  }

  /** Content-Length is the size of the content that the request was about. */
  toDeclareSize(): this {
    const { about } = this.#answer;
    if (!about) throw new TypeError(`${this.#answer.label}: the call does not say what it is about`);
    return this.toHaveHeader("Content-Length", String(about.size));
  }

  toHaveEmptyBody(): this {
    const { size } = this.#answer.body;
    return this.#hold(size === 0, "an empty body", () => `${size} bytes`);
  }

  /**
   * The header holds a digest of the content the request was about, in whatever algorithm the header names.
   * One in an algorithm that we cannot compute is taken as right.
   */
  toHaveDigestHeader(name = "Docker-Content-Digest"): this {
    const { about } = this.#answer;
    if (!about) throw new TypeError(`${this.#answer.label}: the call does not say what it is about`);
    const received = this.#answer.header(name);
    const right = received === undefined ? undefined : digestLike(received, about);
    const wellFormed = received !== undefined && /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(received);
    return this.#hold(
      wellFormed && (right === undefined || right === received),
      `${name}: ${right ?? about.digest}`,
      () => (received === undefined ? `no ${name}` : `${name}: ${received}`),
    );
  }

  #statusLine(): string {
    return `status ${this.#answer.status}`;
  }

  #hold(holds: boolean, expected: string, received: () => string): this {
    hold(this.#kind, holds, expected, received, this.#answer);
    return this;
  }
}

/** What can be asserted of a value read from an answer. `what` names it in the message; `shownBy` is the answer it came from. */
export class ValueExpectation {
  readonly #value: unknown;
  readonly #what: string;
  readonly #shownBy: Observation;
  readonly #kind: Kind;

  constructor(value: unknown, what: string, shownBy: Observation, kind: Kind) {
    this.#value = value;
    this.#what = what;
    this.#shownBy = shownBy;
    this.#kind = kind;
  }

  toBe(wanted: unknown): this {
    return this.#hold(this.#value === wanted, `${this.#what} ${show(wanted)}`);
  }

  notToBe(unwanted: unknown): this {
    return this.#hold(this.#value !== unwanted, `${this.#what} other than ${show(unwanted)}`);
  }

  toBeOneOf(...wanted: unknown[]): this {
    return this.#hold(wanted.includes(this.#value), `${this.#what} ${either(wanted.map(show))}`);
  }

  toMatch(expression: RegExp): this {
    const holds = typeof this.#value === "string" && expression.test(this.#value);
    return this.#hold(holds, `${this.#what} matching ${expression}`);
  }

  #hold(holds: boolean, expected: string): this {
    hold(this.#kind, holds, expected, () => show(this.#value), this.#shownBy);
    return this;
  }
}

function hold(kind: Kind, holds: boolean, expected: string, received: () => string, answer: Observation): void {
  if (kind !== "precondition") assertions++;
  if (holds) return;
  const { scenario, step } = answer.exchange;
  if (kind === "precondition")
    throw new Blocked(scenario, step, `"${answer.label}" gave ${received()} where this test needs ${expected}`);
  throw new Unmet(expected, received(), answer.exchange, kind === "integrity");
}

interface Expecting {
  (answer: Observation): AnswerExpectation;
  (value: unknown, what: string, shownBy: Observation): ValueExpectation;
}

function expecting(kind: Kind): Expecting {
  return ((subject: unknown, what?: string, shownBy?: Observation) =>
    subject instanceof Observation && what === undefined
      ? new AnswerExpectation(subject, kind)
      : new ValueExpectation(subject, what ?? "a value", shownBy as Observation, kind)) as Expecting;
}

/** The statement itself: when it does not hold, the requirement's level decides between `fail` and `warn`. */
export const expect = expecting("expectation");

/** Wrong bytes, a wrong digest stored, content leaking between repositories: `fail` at every level. */
export const integrity = expecting("integrity");

/** What must be so before the statement can be judged: when it is not, the verdict is `blocked`. */
export const given = expecting("precondition");

function either(options: readonly unknown[]): string {
  return options.length < 2 ? String(options[0]) : `${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
}

function show(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Parsers read deeper than this can write.
    return "a value that nests too deep to be shown";
  }
}
