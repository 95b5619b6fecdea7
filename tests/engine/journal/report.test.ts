import { describe, expect, test } from "vitest";
import { UsageError } from "../../../engine/errors.ts";
import { reportFromJournal } from "../../../engine/journal/report.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { change, ended, exchange, heading, written } from "./written.ts";

const report = (...lines: unknown[]) => inNewFolder((folder) => reportFromJournal(written(folder, lines)));

const denied = "errors.code.denied";
const limited = { title: "an account with few rights tries to use others", facts: { "limited account": false } };
const killed = "the run was killed before it ended";

describe("A run that was killed at once", () => {
  test("has decided nothing, and says so of each requirement", async () => {
    const { results, scenarios, interrupted, alsoJudged } = await report(heading(denied, "pull.manifest.by-digest"));
    expect(results.map(({ verdict }) => verdict)).not.toContain("pass");
    expect(results[0]).toMatchObject({ requirement: denied, verdict: "blocked" });
    expect(scenarios.map(({ brokenBy }) => brokenBy)).toContain(killed);
    expect(interrupted).toBe(true);
    expect(alsoJudged).toBeUndefined();
  });

  test("ended, as far as is known, when its last answer came", async () => {
    expect((await report(heading(denied))).finishedAt).toBe("2026-01-01T00:00:00.000Z");
    const late = { timings: { firstByteMs: 1, totalMs: 5000 } };
    const { finishedAt } = await report(heading(denied), exchange(1, late), exchange(2));
    expect(finishedAt).toBe("2026-01-01T00:00:15.000Z");
  });

  test("names what it has left", async () => {
    const { cleanup } = await report(heading(denied), change("made", "one"), change("doubtful", "two"));
    const reason = "the run was killed before it cleaned up: the command `clean` does";
    const left = ["one", "two"].map((reference) => ({ kind: "blob", repository: "team/app", reference, reason }));
    expect(cleanup).toEqual({ removed: 0, left, requests: 0 });
    expect((await report(heading(denied))).cleanup).toBeUndefined();
  });
});

test("A verdict that had fallen stands, under the version that it fell under", async () => {
  const { results } = await report(heading(denied));
  const fallen = { ...results[0], verdict: "skip", reason: "as it fell" };
  const two = heading(denied);
  two.plans = [...two.plans, { spec: "edge", requirements: [denied], capabilities: [] }];
  const { results: own, alsoJudged } = await report(two, { spec: "1.1", result: fallen });
  expect(own).toEqual([fallen]);
  expect(alsoJudged?.map(({ spec }) => spec)).toEqual(["edge"]);
  expect(alsoJudged?.[0]?.results).toMatchObject([{ verdict: "blocked" }]);
});

test("Large content is decided on, too, where the run was to", async () => {
  const { results } = await report(heading("push.large.whole"));
  expect(results.map(({ requirement }) => requirement)).toEqual(["push.large.whole"]);
});

test("What was recorded of a scenario that had not ended is left out", async () => {
  const cut = exchange(2, { scenario: limited.title });
  expect((await report(heading(denied), exchange(1), cut)).exchanges.map(({ id }) => id)).toEqual(["x1"]);
  const { exchanges } = await report(heading(denied), exchange(1), cut, { scenario: { ...limited, durationMs: 0 } });
  expect(exchanges.map(({ id }) => id)).toEqual(["x1", "x2"]);
});

test("A run that came to its end is as it says", async () => {
  const cleanup = { removed: 3, left: [], requests: 3 };
  const end = { ended: { ...ended.ended, cleanup } };
  const whole = await report(heading(denied), exchange(1), change("made", "one"), end);
  expect(whole).toMatchObject({ finishedAt: ended.ended.finishedAt, interrupted: false, cleanup });
  expect((await report(heading(denied), change("made", "one"), ended)).cleanup).toBeUndefined();
});

test.each([
  ["nothing to decide", [{ ...heading(), plans: [] }], /is the journal of a run that had nothing to decide$/],
  ["no beginning", [{ ...heading(denied), startedAt: undefined }], /cannot be judged: /],
  ["an exchange without an end", [heading(denied), exchange(1, { timings: undefined as never })], /cannot be judged: /],
  ["a scenario that is none", [heading(denied), { scenario: { title: 7 } }], /makes no report: \/scenarios\/0/],
  ["no tool", [{ ...heading(denied), tool: {} }], /makes no report: \/tool /],
])("A journal with %s makes no report, and that is told in one line", async (_, lines, message) => {
  const refused = expect(report(...lines)).rejects;
  await refused.toThrow(UsageError);
  await expect(report(...lines)).rejects.toThrow(message);
});
