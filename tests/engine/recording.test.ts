import { describe, expect, test } from "vitest";
import type { Exchange } from "../../client/exchange.ts";
import { Recording, read } from "../../engine/recording.ts";
import { titleOfTry } from "../../engine/steadiness.ts";
import type { ScenarioReport } from "../../schemas/report.ts";
import type { Observation } from "../../suites/kit/observation.ts";
import { Blocked, Inconclusive, NotApplicable } from "../../suites/kit/outcome.ts";
import { exchangeOf } from "../suites/kit/answer.ts";
import { thrownBy } from "../thrown-by.ts";

const title = "something is asked for";
const sent = (id: string, step: string, status?: number, more: Partial<Exchange> = {}) =>
  exchangeOf(status, { more: { id, step, ...more } });
const ended = (more: Partial<ScenarioReport> = {}): ScenarioReport => ({ title, facts: {}, durationMs: 1, ...more });
const idsOf = (answers: readonly Observation[]) => answers.map(({ exchange }) => exchange.id);

describe("A recorded scenario", () => {
  const recording = new Recording(ended(), [
    sent("x1", "get", 401),
    sent("x2", "token for get", 200),
    sent("x3", "get", 307, { follows: { exchange: "x1", because: "challenge" } }),
    sent("x4", "get", 200, { follows: { exchange: "x3", because: "redirect" } }),
    sent("x5", "get again", 404),
    sent("x6", "cut"),
    sent("x7", "get", 500, { scenario: "another" }),
  ]);

  test("has of each step the last answer, with the hops of its own scenario that led to it", () => {
    expect(idsOf(new Recording(ended(), recording.exchanges.slice(0, 6)).step("get").hops)).toEqual(["x1", "x3"]);
    expect(idsOf(recording.step("get").hops)).toEqual([]);
    expect(idsOf(recording.lastAnswers)).toEqual(["x7", "x2", "x5", "x6"]);
    expect(idsOf(recording.stepsNamed("get"))).toEqual(["x7", "x5"]);
    expect([recording.has("get"), recording.has("put")]).toEqual([true, false]);
  });

  test("has every answer of the registry, and none of a token server or a store", () => {
    expect(idsOf(recording.answersWhere(() => true))).toEqual(["x1", "x3", "x5", "x7"]);
    expect(idsOf(recording.answersWhere(({ status }) => status === 404))).toEqual(["x5"]);
    expect(recording.answersWhere(() => false)).toEqual([]);
  });

  test("is told from others by its title, and one over all sees all but further tries", () => {
    const scenario = { title, run: async () => {} };
    const exchanges = [
      sent("x1", "a", 200),
      sent("x2", "b", 200, { scenario: "another" }),
      sent("x3", "c", 200, { scenario: titleOfTry("another", 1) }),
    ];
    expect(idsOf(Recording.of(scenario, ended(), exchanges).lastAnswers)).toEqual(["x1"]);
    expect(idsOf(Recording.of({ ...scenario, seesAll: true }, ended(), exchanges).lastAnswers)).toEqual(["x1", "x2"]);
  });
});

describe("What a scenario lacks", () => {
  const stoppedBy = { scenario: "another", step: "open", reason: "it answered 500" };
  const failed = [sent("x1", "put", 503)];
  const cases: [why: string, Partial<ScenarioReport>, Exchange[], new (...of: never[]) => Error, string][] = [
    [
      "it only read",
      { withheld: "needs to push", stoppedBy, brokenBy: "oops" },
      failed,
      NotApplicable,
      "needs to push",
    ],
    ["it stopped", { stoppedBy, brokenBy: "oops" }, failed, Blocked, "it answered 500"],
    ["it broke", { brokenBy: "oops" }, failed, Inconclusive, `the scenario "${title}" broke: oops`],
    ["an answer failed", {}, failed, Inconclusive, `the scenario "${title}" has no step "get": "put" answered 503`],
    [
      "it was led elsewhere",
      {},
      [],
      Blocked,
      `the answers of the target did not lead the scenario "${title}" to a step "get"`,
    ],
  ];

  test.each(cases)("is not judged: %s", (_, end, exchanges, outcome, message) => {
    const recording = new Recording(ended(end), exchanges);
    for (const lacking of [() => recording.step("get"), () => recording.stepsNamed("get")])
      expect(lacking).toThrow(outcome);
    expect(() => recording.step("get")).toThrow(message);
  });

  test("is blocked by the step where it stopped, else by the one that it lacks", () => {
    expect(thrownBy(() => new Recording(ended({ stoppedBy }), []).step("get"))).toMatchObject({
      scenario: "another",
      step: "open",
    });
    expect(thrownBy(() => new Recording(ended(), []).step("get"))).toMatchObject({
      scenario: title,
      step: 'a step "get"',
    });
    expect(thrownBy(() => new Recording(ended(), []).stepsNamed("get"))).toMatchObject({ step: 'a step named "get…"' });
  });

  test("is an answer to look at only where it ended before its time", () => {
    expect(new Recording(ended(), []).answersWhere(() => true)).toEqual([]);
    for (const end of [{ stoppedBy }, { withheld: "needs to push" }, { brokenBy: "oops" }]) {
      expect(() => new Recording(ended(end), []).answersWhere(() => true)).toThrow();
      expect(new Recording(ended(end), failed).answersWhere(() => true)).toHaveLength(1);
    }
  });
});

describe("A check reads", () => {
  const facts = { tags: ["a"], nothing: undefined };
  const recording = new Recording(ended({ facts }), [
    sent("x1", "get by tag", 200),
    sent("x2", "getBy", 200),
    sent("x3", "never read", 200),
  ]);
  const reading = () =>
    read(recording, (why) => {
      throw new NotApplicable(why);
    });
  const readBy = (look: (by: ReturnType<typeof reading>) => unknown) => {
    const by = reading();
    look(by);
    return [...by.read].map(({ id }) => id);
  };

  test("steps by their names, which may be written as one word", () => {
    const { steps, context } = reading();
    expect(steps.getByTag).toBe(recording.step("get by tag"));
    expect(steps.getBy).toBe(recording.step("getBy"));
    expect(() => steps.putByTag).toThrow(Blocked);
    expect(["get by tag", "getByTag", "getBy", "put"].map(context.happened)).toEqual([true, true, true, false]);
  });

  test("and what it looked at is noted, in that order", () => {
    expect(readBy(() => {})).toEqual([]);
    expect(readBy(({ steps }) => [steps.getBy, steps.getByTag, steps.getBy])).toEqual(["x2", "x1"]);
    expect(readBy(({ context }) => context.stepsNamed("get"))).toEqual(["x1", "x2"]);
    expect(readBy(({ context }) => context.answersWhere(({ exchange }) => exchange.id !== "x1"))).toEqual(["x2", "x3"]);
    expect(readBy(({ context }) => context.happened("get by tag"))).toEqual([]);
  });

  test("and that it asked for what is not there, or which steps there are", () => {
    const asks = (look: (by: ReturnType<typeof reading>) => unknown) => {
      const by = reading();
      look(by);
      return by.askedWhatThereIs();
    };
    expect(asks(({ steps }) => steps.getByTag)).toBe(false);
    expect(asks(({ context }) => [context.happened("get by tag"), context.remembers("tags")])).toBe(false);
    expect(asks(({ context }) => context.happened("put"))).toBe(true);
    expect(asks(({ context }) => context.remembers("digests"))).toBe(true);
    expect(asks(({ context }) => context.stepsNamed("get"))).toBe(true);
  });

  test("what the scenario remembered, and is blocked by what it did not", () => {
    const { context } = reading();
    expect(context.recall("tags")).toEqual(["a"]);
    expect(context.recall("nothing")).toBe(undefined);
    expect(() => context.recall("digests")).toThrow('a step "(remembers "digests")"');
  });

  test("and says what it thinks of it", () => {
    const { context, notes, declined } = reading();
    expect([notes, declined()]).toEqual([[], undefined]);
    context.note("worth knowing");
    context.declined("by 405");
    expect([notes, declined()]).toEqual([["worth knowing"], "by 405"]);
    expect(() => context.notApplicable("no such thing")).toThrow(NotApplicable);
  });
});
