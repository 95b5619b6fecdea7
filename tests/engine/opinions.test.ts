import { describe, expect, test } from "vitest";
import {
  opinionOn,
  opinionOnCapability,
  opinionOnProof,
  unsteadyCapability,
  unsteadyResult,
} from "../../engine/opinions.ts";
import { Recording } from "../../engine/recording.ts";
import type { Result, Verdict } from "../../schemas/report.ts";
import { result } from "../reporters/sample-report.ts";
import { exchangeOf } from "../suites/kit/answer.ts";

/** The check read the second step; the first one failed, and so may the second. */
const heldWith = (status: number) =>
  new Recording({ title: "a push", facts: {}, durationMs: 1 }, [
    exchangeOf(503, { more: { id: "x1", step: "open" } }),
    exchangeOf(status, { more: { id: "x2", step: "close" } }),
  ]);
const earlier = '"open" answered 503';
const read = '"close" answered 500';

const scenario = { title: "a push", run: async () => {} };
const found = (verdict: Verdict, more = {}) =>
  result({ requirement: "push.put.created-201", verdict, exchanges: ["x2"], ...more });
interface Held extends Partial<Result> {
  status?: number;
  restsOnAbsence?: boolean;
  lacks?: boolean;
  seesAll?: boolean;
}

const opinion = (
  verdict: Verdict,
  { status = 201, restsOnAbsence = false, lacks = false, seesAll = false, ...more }: Held = {},
) =>
  opinionOn(
    { result: found(verdict, more), restsOnAbsence },
    heldWith(status),
    seesAll ? { ...scenario, seesAll } : scenario,
    lacks,
  );

describe("A verdict may rest", () => {
  test.each<[Verdict, object]>([
    ["fail", {}],
    ["warn", {}],
    ["skip", {}],
    ["info", { supported: false }],
  ])("against the target (%s %j) on any answer that failed", (verdict, more) => {
    expect(opinion(verdict, more)).toMatchObject({ failures: [earlier], seen: [] });
    expect(opinion(verdict, { ...more, status: 500 })).toMatchObject({ failures: [earlier, read], seen: [read] });
  });

  test.each<[Verdict, object]>([
    ["pass", {}],
    ["info", { supported: true }],
  ])("in its favour (%s %j) only on those that were read", (verdict, more) => {
    expect(opinion(verdict, more)).toMatchObject({ failures: [], seen: [] });
    expect(opinion(verdict, { ...more, status: 500 })).toMatchObject({ failures: [read], seen: [read] });
  });

  test("in its favour on any that failed, where a step that is not there might have been looked at", () => {
    expect(opinion("pass", { restsOnAbsence: true })).toMatchObject({ failures: [earlier], seen: [] });
  });

  test("on nothing that could be asked again, where it is over the whole run or the target lacks what it needs", () => {
    for (const more of [{ lacks: true }, { seesAll: true }])
      expect(opinion("fail", { ...more, status: 500 })).toMatchObject({ says: "fail ", failures: [], seen: [] });
  });
});

test("a verdict says what it is, and nothing where nothing was decided", () => {
  expect(["fail", "pass", "skip", "warn"].map((verdict) => opinion(verdict as Verdict).says)).toEqual([
    "fail ",
    "pass ",
    "skip ",
    "warn ",
  ]);
  expect(opinion("info", { supported: true }).says).not.toBe(opinion("info", { supported: false }).says);
  expect([opinion("error").says, opinion("blocked").says]).toEqual([undefined, undefined]);
});

describe("Two verdicts that differ", () => {
  const first = opinion("fail", {
    status: 500,
    message: "Expected 201",
    expected: "201",
    received: "500",
    exchanges: ["x2", "x1"],
  });

  test("are an error that tells both, and shows the exchanges of both", () => {
    const other = opinion("pass", { exchanges: ["x2", "x9"] });
    const { expected, received, ...rest } = first.value;
    expect(unsteadyResult(first, other)).toEqual({
      ...rest,
      verdict: "error",
      message: `the target fails at times (${earlier}): fail (Expected 201) at first, pass when asked again`,
      exchanges: ["x2", "x1", "x9"],
    });
  });

  test("are an error, too, when the second did not come about", () => {
    expect(unsteadyResult(first, undefined)).toMatchObject({
      verdict: "error",
      message: `the target fails at times (${earlier}): fail (Expected 201) at first, nothing to judge by when asked again`,
      exchanges: ["x2", "x1"],
    });
  });

  test("say nothing of what was supported, or why it was skipped, as if that were so", () => {
    const skipped = opinion("skip", { reason: "no such thing" });
    expect(unsteadyResult(skipped, opinion("info", { supported: true, message: "supported" }))).toEqual({
      ...found("error"),
      message: `the target fails at times (${earlier}): skip (no such thing) at first, info (supported) when asked again`,
    });
    const declined = opinion("info", { supported: false });
    expect(unsteadyResult(declined, skipped)).not.toHaveProperty("supported");
    expect(unsteadyResult(skipped, undefined)).not.toHaveProperty("reason");
  });
});

describe("A capability", () => {
  test.each([
    [true, "true", []],
    [false, "false", [earlier]],
    [null, undefined, [earlier]],
  ])("found to be %s", (supported, says, failures) => {
    const finding = { supported, reason: "seen", read: ["x2"] };
    expect(opinionOnCapability(finding, heldWith(201))).toEqual({ value: finding, says, failures, seen: [] });
    expect(opinionOnCapability(finding, heldWith(500)).seen).toEqual([read]);
  });

  test("for which nothing was read rests on nothing that was seen", () => {
    expect(opinionOnCapability({ supported: true, reason: "" }, heldWith(500))).toMatchObject({
      failures: [],
      seen: [],
    });
  });

  test("that is there at one time and not at another is not known", () => {
    const first = opinionOnCapability({ supported: false, reason: "no" }, heldWith(201));
    expect(unsteadyCapability(first)).toEqual({
      supported: null,
      reason: `the target fails at times, and answers otherwise when asked again (${earlier})`,
    });
  });
});

test("that content came back once is proof enough; that it did not may rest on any failure", () => {
  expect(opinionOnProof(undefined, heldWith(500))).toEqual({
    value: undefined,
    says: "proven",
    failures: [],
    seen: [],
  });
  const unproven = { scenario: "s", step: "t", reason: "nothing came back" };
  expect(opinionOnProof(unproven, heldWith(500))).toEqual({
    value: unproven,
    says: "unproven",
    failures: [earlier, read],
    seen: [],
  });
});
