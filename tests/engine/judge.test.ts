import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { Exchange } from "../../client/exchange.ts";
import { judge } from "../../engine/judge.ts";
import { Recording } from "../../engine/recording.ts";
import { catalogue, type RequirementId } from "../../specs/catalogue.ts";
import type { Basis, Level } from "../../specs/model.ts";
import { given, integrity, expect as must } from "../../suites/kit/expect.ts";
import type { Check } from "../../suites/kit/requirement.ts";
import { scenario } from "../../suites/kit/scenario.ts";
import { fakeClient } from "./fake-client.ts";

const nothing = scenario("for judging", async () => {});

async function recorded(status: number | "cut" = 404): Promise<Exchange> {
  const client = fakeClient(() => (status === "cut" ? undefined : { status }));
  const { exchange } = await client.send({ method: "GET", url: "/v2/" }, { scenario: nothing.title, step: "get" });
  return exchange;
}

/** Some requirement of that level in edge, on that basis, without needs. */
function requirementWith(level: Level, basis?: Basis): RequirementId {
  const found = catalogue.find(
    (entry) =>
      entry.levels.edge === level &&
      (!basis || entry.basis.edge === basis) &&
      entry.needs.length === 0 &&
      !entry.untestable,
  );
  if (!found) throw new Error(`the catalogue has no ${level} on the basis ${basis}`);
  return found.id as RequirementId;
}

function verdictOf(
  check: Check,
  exchange: Exchange,
  id: RequirementId,
  extra: Partial<Parameters<typeof judge>[2]> = {},
) {
  const recording = new Recording({ title: nothing.title, facts: {}, durationMs: 1 }, [exchange]);
  const circumstances = { spec: "edge" as const, capabilities: new Map(), ...extra };
  return judge({ requirement: id, scenario: nothing, check, heading: "" }, recording, circumstances).result;
}

const wants200: Check = ({ get }) => must(get).toHaveStatus(200);
const MUST = requirementWith("MUST", "keyword");
const MAY = requirementWith("MAY");

describe("the level decides the verdict", () => {
  test.each([
    [MUST, "fail"],
    [requirementWith("MUST", "derived"), "warn"],
    [requirementWith("SHOULD"), "warn"],
    [requirementWith("SHOULD", "keyword"), "warn"],
    [MAY, "warn"],
  ])("%s broken gives %s", async (id, verdict) => {
    expect(verdictOf(wants200, await recorded(), id)).toMatchObject({
      verdict,
      expected: "status 200",
      received: "status 404",
      exchanges: ["x1"],
    });
  });

  test("what holds is a pass, a MAY that holds is information", async () => {
    expect(verdictOf(wants200, await recorded(200), MUST).verdict).toBe("pass");
    expect(verdictOf(wants200, await recorded(200), MAY)).toMatchObject({ verdict: "info", supported: true });
  });

  test("a MAY declined as the spec allows is information too", async () => {
    const declines: Check = ({ get }, { declined }) => void (get.status === 404 && declined("it answered 404"));
    expect(verdictOf(declines, await recorded(), MAY)).toMatchObject({ verdict: "info", supported: false });
  });

  test("a breach of integrity fails at every level", async () => {
    const breach: Check = ({ get }) => integrity(get).toHaveStatus(200);
    expect(verdictOf(breach, await recorded(), requirementWith("SHOULD")).verdict).toBe("fail");
  });
});

describe("no verdict against a target that was too busy", () => {
  test("where a step ended in 429, nothing fails", async () => {
    expect(verdictOf(wants200, await recorded(429), MUST)).toMatchObject({
      verdict: "blocked",
      message: expect.stringContaining("--rate"),
    });
  });

  test("nor is anything declined by it", async () => {
    const declines: Check = ({ get }, { declined }) => void (get.status === 429 && declined("it answered 429"));
    expect(verdictOf(declines, await recorded(429), MAY).verdict).toBe("blocked");
  });

  /** The verdict where one step was answered 404, and another 429. */
  const besideBusy = async (check: Check, id = MUST, of = nothing) => {
    const answers = [404, 429];
    const client = fakeClient(() => ({ status: answers.shift() ?? 0 }));
    for (const step of ["get", "again"])
      await client.send({ method: "GET", url: "/v2/" }, { scenario: of.title, step });
    const recording = new Recording({ title: of.title, facts: {}, durationMs: 1 }, [...client.exchanges]);
    return judge({ requirement: id, scenario: of, check, heading: "" }, recording, {
      spec: "edge",
      capabilities: new Map(),
    }).result;
  };
  const wants404: Check = ({ get }) => must(get).toHaveStatus(404);

  test("whatever step it was that fails or warns", async () => {
    for (const id of [MUST, requirementWith("SHOULD")])
      expect(await besideBusy(wants200, id)).toMatchObject({ verdict: "blocked", blockedBy: { step: "again" } });
  });

  test("and what holds, holds", async () => {
    const wantsBusy: Check = ({ again }) => must(again).toHaveStatus(429);
    expect((await besideBusy(wantsBusy)).verdict).toBe("pass");
    expect(await besideBusy(wantsBusy, MAY)).toMatchObject({ verdict: "info", supported: true });
    expect((await besideBusy(wants404)).verdict).toBe("pass");
    expect(await besideBusy(wants404, MAY)).toMatchObject({ verdict: "info", supported: true });
  });

  test("and what does not apply, or is declined, is so where that was not read from the busy answer", async () => {
    const skips =
      (step: string): Check =>
      (steps, { notApplicable }) =>
        void (steps[step]?.status && notApplicable("so it is"));
    const declines =
      (step: string): Check =>
      (steps, { declined }) =>
        void (steps[step]?.status && declined("so it is"));
    expect((await besideBusy(skips("get"))).verdict).toBe("skip");
    expect((await besideBusy(skips("again"))).verdict).toBe("blocked");
    expect(await besideBusy(declines("get"), MAY)).toMatchObject({ verdict: "info", supported: false });
    expect((await besideBusy(declines("again"), MAY)).verdict).toBe("blocked");
  });

  test("but for what looks at the whole run", async () => {
    expect((await besideBusy(wants200, MUST, { ...nothing, seesAll: true })).verdict).toBe("fail");
  });
});

describe("no verdict against a target that had no room", () => {
  const full = async (method: string, status: number, body = "") => {
    const client = fakeClient(() => ({ status, body }));
    const { exchange } = await client.send(
      { method, url: "/v2/", body: Content.text("content") },
      { scenario: nothing.title, step: "get" },
    );
    return verdictOf(wants200, exchange, MUST).verdict;
  };

  test.each([
    ["POST", 507, ""],
    ["PATCH", 413, "over quota"],
    ["PUT", 403, "Quota exceeded"],
  ])("%s answered %i %s blocks", async (...said) => {
    expect(await full(...said)).toBe("blocked");
  });

  test.each([
    ["GET", 507, ""],
    ["DELETE", 403, "over quota"],
    ["OUTPUT", 507, ""],
    ["POSTED", 507, ""],
    ["PUT", 403, "denied"],
    ["PUT", 413, ""],
    ["PUT", 400, "over quota"],
  ])("%s answered %i %s fails", async (...said) => {
    expect(await full(...said)).toBe("fail");
  });
});

test("the exchange that shows a failure comes first", async () => {
  const client = fakeClient(() => ({ status: 404 }));
  for (const step of ["get", "again"])
    await client.send({ method: "GET", url: "/v2/" }, { scenario: nothing.title, step });
  const recording = new Recording({ title: nothing.title, facts: {}, durationMs: 1 }, [...client.exchanges]);
  const check: Check = ({ get, again }) => {
    must(get).toHaveStatus(404);
    must(again).toHaveStatus(200);
  };
  const test = { requirement: MUST, scenario: nothing, check, heading: "" };
  expect(judge(test, recording, { spec: "edge", capabilities: new Map() }).result.exchanges).toEqual(["x2", "x1"]);
});

test("a prohibition weighs as much as an obligation", async () => {
  expect(verdictOf(wants200, await recorded(), requirementWith("MUST_NOT", "keyword")).verdict).toBe("fail");
});

test("what does not apply is skipped with the reason, and with what is worth telling", async () => {
  const check: Check = ({ get }, { note, notApplicable }) => {
    note(`it answered ${get.status}`);
    notApplicable("no such thing here");
  };
  const notes = ["it answered 404"];
  expect(verdictOf(check, await recorded(), MUST)).toMatchObject({
    verdict: "skip",
    reason: "no such thing here",
    notes,
  });
  expect(verdictOf(wants200, await recorded(), MUST)).not.toHaveProperty("notes");
});

describe("no verdict without a reason", () => {
  test("a precondition that does not hold blocks, naming the step", async () => {
    const check: Check = ({ get }) => {
      given(get).toHaveStatus(200);
      must(get).toHaveStatus(200);
    };
    expect(verdictOf(check, await recorded(), MUST)).toMatchObject({ verdict: "blocked", blockedBy: { step: "get" } });
  });

  test("no answer is an error, unless an answer is what is asked for", async () => {
    const unanswered = verdictOf(wants200, await recorded("cut"), MUST);
    expect(unanswered).toMatchObject({ verdict: "error", exchanges: ["x1"] });
    expect(unanswered.message).not.toContain("our own mistake");
    const wantsAnswer: Check = ({ get }) => must(get).toBeAnswered();
    expect(verdictOf(wantsAnswer, await recorded("cut"), MUST).verdict).toBe("fail");
  });

  test("a check that reads a step which was not taken is blocked", async () => {
    expect(verdictOf(({ got }) => must(got).toHaveStatus(200), await recorded(200), MUST)).toMatchObject({
      verdict: "blocked",
      message: expect.stringContaining("did not lead the scenario"),
    });
  });

  test("a check that asserts nothing or reads nothing is our own mistake", async () => {
    const exchange = await recorded(200);
    const broken = () => {
      throw new TypeError("get is not iterable");
    };
    const readsNothing: Check = (_, { declined }) => declined("without a look");
    for (const check of [() => {}, ({ get }) => void get, broken, readsNothing] as Check[])
      expect(verdictOf(check, exchange, MUST)).toMatchObject({
        verdict: "error",
        message: expect.stringContaining("our own mistake"),
      });
  });

  test("a precondition alone is no assertion", async () => {
    const check: Check = ({ get }) => given(get).toHaveStatus(200);
    expect(verdictOf(check, await recorded(200), MUST).verdict).toBe("error");
  });

  test("a lacking capability skips with its reason, an unknown one blocks", async () => {
    const needing = catalogue.find((entry) => entry.needs.length > 0 && entry.levels.edge && !entry.untestable);
    const [need] = needing?.needs ?? [];
    const id = needing?.id as RequirementId;
    const exchange = await recorded(200);
    const lacking = new Map([[need as string, { supported: false, reason: "switch it on" }]]);
    expect(verdictOf(wants200, exchange, id, { capabilities: lacking })).toMatchObject({
      verdict: "skip",
      reason: "switch it on",
    });
    expect(verdictOf(wants200, exchange, id)).toMatchObject({
      verdict: "blocked",
      blockedBy: { scenario: "", step: "", reason: expect.stringContaining(`"${need}"`) },
    });
    const stoppedBy = { scenario: "s", step: "t", reason: "no answer" };
    const unknown = new Map(
      needing?.needs.map((each) => [each as string, { supported: null, reason: "cut off", stoppedBy }]),
    );
    expect(verdictOf(wants200, exchange, id, { capabilities: unknown })).toMatchObject({
      verdict: "blocked",
      message: "blocked: cut off",
      blockedBy: stoppedBy,
    });
    const there = new Map(needing?.needs.map((each) => [each as string, { supported: true, reason: "seen" }]));
    expect(["pass", "info"]).toContain(verdictOf(wants200, exchange, id, { capabilities: there }).verdict);
  });

  test("nothing counts in favour of a target that proved nothing, and what is broken stays broken", async () => {
    const unproven = { scenario: "s", step: "t", reason: "nothing came back" };
    expect(verdictOf(wants200, await recorded(200), MUST, { unproven }).verdict).toBe("blocked");
    expect(verdictOf(wants200, await recorded(200), MAY, { unproven }).verdict).toBe("blocked");
    expect(verdictOf(wants200, await recorded(404), MUST, { unproven }).verdict).toBe("fail");
  });
});
