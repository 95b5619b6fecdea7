import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { Exchange } from "../../client/exchange.ts";
import { Judging, type Records } from "../../engine/judging.ts";
import type { Plan } from "../../engine/plan.ts";
import { Recording } from "../../engine/recording.ts";
import { catalogue, type RequirementId } from "../../specs/catalogue.ts";
import type { Capability } from "../../specs/model.ts";
import { capabilityTests, pushedImage } from "../../suites/index.ts";
import { expect as must } from "../../suites/kit/expect.ts";
import type { Test } from "../../suites/kit/requirement.ts";
import { longScenario, type Scenario, scenario } from "../../suites/kit/scenario.ts";
import { exchangeOf } from "../suites/kit/answer.ts";

const uploading = capabilityTests.push?.scenario as Scenario;
const tagging = capabilityTests["tag-parameters"]?.scenario as Scenario;
const asking = scenario("something is asked for, to be judged", async () => {});
const first = longScenario("something is asked for first", async () => {});

function requirement(...needs: Capability[]): RequirementId {
  const found = catalogue.find(
    ({ levels, basis, category, needs: needed, untestable }) =>
      levels.edge === "MUST" &&
      (needs.length === 0 || category === "push") &&
      basis.edge === "keyword" &&
      !untestable &&
      String(needed) === String(needs),
  );
  return found?.id as RequirementId;
}
const free = requirement();
const pushing = requirement("push");
const pushingTags = requirement("push", "tag-parameters");
const testOf = (id: RequirementId, of: Scenario = asking): Test => ({
  requirement: id,
  scenario: of,
  heading: "",
  check: ({ get }) => must(get).toHaveStatus(200),
});

/** A status, no answer, or what was pushed. */
type Answer = number | "cut" | "given back";

/** Of each scenario what its step was answered with in each try, the last for all further ones. */
type Answers = Map<Scenario, Answer[]>;

/** A target that answers so; whatever else is asked for is answered with 200. */
function recordsOf(answers: Answers): Records & { asked: [string, number][] } {
  const asked: [string, number][] = [];
  return {
    asked,
    requests: 42,
    async record(of, attempt = 0) {
      asked.push([of.title, attempt]);
      const tries = answers.get(of) ?? (of === pushedImage ? ["given back"] : [of === uploading ? 202 : 200]);
      const exchange = exchangeFor(of, (tries[attempt] ?? tries.at(-1)) as Answer);
      return new Recording({ title: of.title, facts: {}, durationMs: 1 }, [exchange]);
    },
  };
}

const steps = new Map([
  [uploading.title, "open"],
  [tagging.title, "put"],
]);

function exchangeFor({ title }: Scenario, answer: Answer): Exchange {
  const more = { scenario: title, step: steps.get(title) ?? "get" };
  if (answer === "cut") return exchangeOf(undefined, { error: { kind: "reset", message: "cut" }, more });
  if (answer === "given back") return exchangeOf(200, { about: Content.text("pushed"), body: "pushed", more });
  return exchangeOf(answer, { headers: answer < 300 ? [["OCI-Tag", "a"]] : [], more });
}

const judging = (answers: Answers, ids: RequirementId[] = [free]) => {
  const records = recordsOf(answers);
  const capabilities: Capability[] = ["push", "tag-parameters"];
  const plan: Plan = { spec: "edge", tests: ids.map((id) => testOf(id)), capabilities };
  return { records, judging: new Judging(plan, records) };
};
const decided = (answers: Answers, id = free) => judging(answers).judging.decide(testOf(id));

describe("A verdict", () => {
  test.each<[string, Answer[], string]>([
    ["what was answered", [200], "pass"],
    ["what was answered wrongly", [404], "fail"],
    ["what fails each time", [500], "fail"],
    ["what fails once alone", [500, 200], "error"],
    ["what fails most of the time", [500, 500, 500, 200], "error"],
  ])("over %s: %j", async (_, answers, verdict) => {
    expect((await decided(new Map([[asking, answers]]))).verdict).toBe(verdict);
  });

  test("that rests on a failure asks for three more tries, and one that does not for none", async () => {
    const tries = async (status: number) => {
      const { judging: judged, records } = judging(new Map([[asking, [status]]]));
      await judged.decide(testOf(free));
      return records.asked.filter(([title]) => title === asking.title).map(([, attempt]) => attempt);
    };
    expect(await tries(500)).toEqual([0, 1, 2, 3]);
    expect(await tries(404)).toEqual([0]);
  });

  test("rests on a failure, too, where the target has all that it needs", async () => {
    expect((await decided(new Map([[asking, [500, 200]]]), pushing)).verdict).toBe("error");
  });

  test.each<[Answer[]]>([[[200]], [[500]], [[500, 503]], [["cut", 500, "cut"]]])(
    "counts in favour of no target that gave nothing back: %j",
    async (answers) => {
      const result = await decided(new Map([[pushedImage, answers]]));
      expect(result).toMatchObject({ verdict: "blocked", blockedBy: { scenario: pushedImage.title } });
    },
  );

  test("counts for one that gave it back in a further try, as it failed at first", async () => {
    expect((await decided(new Map([[pushedImage, [500, 500, "given back"]]]))).verdict).toBe("pass");
  });
});

describe("A capability", () => {
  test.each<[string, Answer[], string]>([
    ["is there", [202], "pass"],
    ["is not there", [405], "skip"],
    ["is declined once", [501, 202], "skip"],
    ["is not told", ["cut"], "blocked"],
  ])("that %s: %j", async (_, answers, verdict) => {
    expect((await decided(new Map([[uploading, answers]]), pushing)).verdict).toBe(verdict);
  });

  test("that the target has at times is neither there nor lacking", async () => {
    expect((await decided(new Map([[tagging, [201]]]), pushingTags)).verdict).toBe("pass");
    expect((await decided(new Map([[tagging, [500]]]), pushingTags)).verdict).toBe("skip");
    const atTimes = await decided(new Map([[tagging, [500, 201]]]), pushingTags);
    expect(atTimes).toMatchObject({ verdict: "blocked", message: expect.stringContaining("fails at times") });
  });

  test("that is lacking leaves nothing to try again", async () => {
    const { judging: judged, records } = judging(
      new Map([
        [uploading, [405]],
        [asking, [500]],
      ]),
    );
    expect((await judged.decide(testOf(pushing))).verdict).toBe("skip");
    expect(records.asked.filter(([title]) => title === asking.title)).toEqual([[asking.title, 0]]);
  });
});

describe("All verdicts of a plan", () => {
  test("come in its order, each told as it falls, and are summed up", async () => {
    const { judging: judged } = judging(new Map([[asking, [404]]]), [free, pushing]);
    const told: string[] = [];
    const judgement = await judged.decideAll(({ requirement }) => told.push(requirement));
    expect(judgement.results.map((result) => [result.requirement, result.verdict])).toEqual([
      [free, "fail"],
      [pushing, "fail"],
    ]);
    expect(told.toSorted()).toEqual([free, pushing].toSorted());
    expect(judgement).toMatchObject({
      spec: "edge",
      capabilities: { push: { supported: true, reason: "opens an upload session" } },
      summary: { verdicts: { fail: 2 }, conformant: false, requests: 42 },
    });
    expect(Object.keys(judgement.capabilities.push ?? {})).toEqual(["supported", "reason"]);
  });

  test("claim no category that the target has nothing of", async () => {
    const statusWith = async (opening: number) => {
      const { summary } = await judging(new Map([[uploading, [opening]]]), [pushingTags]).judging.decideAll();
      return summary.categories.find(({ id }) => id === "push")?.status;
    };
    expect(await statusWith(405)).toBe("not claimed");
    expect(await statusWith(202)).toBe("conformant");
  });

  test("ask for what goes first before all else, and for each capability once", async () => {
    const { judging: judged, records } = judging(new Map(), [free, pushing]);
    const plan = { ...judged.plan, tests: [...judged.plan.tests, testOf(free, first)] };
    await new Judging(plan, records).decideAll();
    const titles = records.asked.map(([title]) => title);
    expect(titles[0]).toBe(first.title);
    expect(titles.filter((title) => title === uploading.title)).toHaveLength(1);
    expect(titles.filter((title) => title === pushedImage.title)).toHaveLength(1);
  });
});
