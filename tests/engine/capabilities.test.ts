import { describe, expect, test } from "vitest";
import type { Exchange } from "../../client/exchange.ts";
import { findCapability } from "../../engine/capabilities.ts";
import { Recording } from "../../engine/recording.ts";
import type { ScenarioReport } from "../../schemas/report.ts";
import type { Capability } from "../../specs/model.ts";
import { exchangeOf } from "../suites/kit/answer.ts";

const title = "an upload session is asked for";
const opened = (status: number | undefined, id = "x1") =>
  exchangeOf(status, {
    request: { method: "POST" },
    error: status === undefined ? { kind: "reset", message: "the connection was cut" } : undefined,
    more: { id, scenario: title, step: "open" },
  });

const found = (exchanges: Exchange[], end: Partial<ScenarioReport> = {}, capability: Capability = "push") =>
  findCapability(capability, new Recording({ title, facts: {}, durationMs: 1, ...end }, exchanges), "edge");

describe("A capability", () => {
  test("is there where its answer shows it, and the answer is named", () => {
    expect(found([opened(202)])).toEqual({ supported: true, reason: "opens an upload session", read: ["x1"] });
  });

  test("is lacking where its answer says so, and what to do is, too", () => {
    expect(found([opened(405, "x3")])).toEqual({
      supported: false,
      reason: "the registry takes no pushes (POST answered 405): enable pushing to test it",
      read: ["x3"],
    });
  });

  test("may be lacking by what its scenario remembers", () => {
    const finding = found([opened(202)], { facts: { "limited account": false } }, "limited-account");
    expect(finding).toMatchObject({
      supported: false,
      reason: expect.stringContaining("no account with fewer rights"),
    });
  });

  test("is lacking in a run that does not ask", () => {
    expect(found([], { withheld: "this run only reads" })).toEqual({ supported: false, reason: "this run only reads" });
  });
});

describe("Nothing is found out of a capability", () => {
  test("where the target was too busy for it, or full", () => {
    const reason = expect.stringContaining("the target was too busy");
    expect(found([opened(429)], {}, "chunk-minimum")).toEqual({
      supported: null,
      reason,
      stoppedBy: { scenario: title, step: "open", reason },
      read: ["x1"],
    });
    expect(found([opened(507)], {}, "chunk-minimum")).toMatchObject({
      supported: null,
      reason: expect.stringContaining("takes no more content"),
    });
  });

  test("where its scenario stopped before", () => {
    const stoppedBy = { scenario: "another", step: "push", reason: "it answered 500" };
    expect(found([], { stoppedBy })).toEqual({ supported: null, reason: "it answered 500", stoppedBy });
  });

  test("where no answer came, or its scenario broke", () => {
    expect(found([opened(undefined)])).toEqual({
      supported: null,
      reason: expect.stringContaining("the connection was cut"),
    });
    expect(found([], { brokenBy: "oops" })).toEqual({
      supported: null,
      reason: `the scenario "${title}" broke: oops`,
    });
  });

  test("by a mistake of ours, and no other verdict is lost over it", () => {
    const end = { facts: { tags: 7 } };
    const exchange = exchangeOf(201, { more: { scenario: title, step: "put" } });
    Object.defineProperty(exchange.response, "headers", { get: () => expect.unreachable("oops") });
    expect(found([exchange], end, "tag-parameters")).toEqual({
      supported: null,
      reason: expect.stringMatching(/^our own mistake: .*oops/),
    });
  });
});

test("Nobody finds out about what is no capability", () => {
  expect(() => found([], {}, "flight" as Capability)).toThrow(/no scenario finds out about the capability "flight"/);
});
