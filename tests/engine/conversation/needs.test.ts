import { describe, expect, test } from "vitest";
import { Conversation } from "../../../engine/conversation.ts";
import { scenario } from "../../../suites/kit/index.ts";
import type { StepNeed } from "../../../suites/kit/scenario.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";
import { place } from "./place.ts";

let scenarios = 0;

/** Why a scenario stopped at a step that needs this, and is answered so; undefined when it went on. */
async function stop(needs: StepNeed, answer: FakeAnswer, { orElse = [] as number[], method = "GET" } = {}) {
  const client = fakeClient(() => answer);
  const needing = scenario(`a step needs something, ${++scenarios}`, async ({ step, repository }) => {
    await step("ask", repository.request(method, "tags/list"), { needs, orElse });
    await step("go on", repository.listTags());
  });
  const { stoppedBy } = await new Conversation(client, place).hold(needing);
  expect(client.exchanges).toHaveLength(stoppedBy ? 1 : 2);
  return stoppedBy?.reason;
}

describe("A step that needs", () => {
  test.each<[StepNeed, number, boolean]>([
    ["2xx", 199, false],
    ["2xx", 200, true],
    ["2xx", 299, true],
    ["2xx", 300, false],
    [202, 202, true],
    [202, 200, false],
    [[200, 404], 404, true],
    [[200, 404], 202, false],
  ])("%j and gets %d goes on: %j", async (needs, status, goesOn) => {
    expect((await stop(needs, { status })) === undefined).toBe(goesOn);
  });

  test("what it does not get goes on all the same where its scenario knows another way", async () => {
    expect(await stop("2xx", { status: 404 }, { orElse: [404] })).toBeUndefined();
    expect(await stop("2xx", { status: 405 }, { orElse: [404] })).toBeDefined();
  });

  test("an answer stops where none comes, and says why", async () => {
    expect(await stop("2xx", undefined, { orElse: [404] })).toMatch(/^"ask .*": the connection was cut$/);
  });

  test("another status says which, and what helps", async () => {
    expect(await stop("2xx", { status: 500 })).toMatch(/^"ask .*" answered 500 where 2xx is needed$/);
    expect(await stop([200, 404], { status: 500 })).toMatch(/ answered 500 where 200 or 404 is needed$/);
    const push = { method: "POST" };
    expect(await stop("2xx", { status: 401 }, push)).toMatch(/ is needed: give credentials that have the right to it$/);
    expect(await stop(202, { status: 403 }, push)).toMatch(/ 202 is needed: grant the account the right to it$/);
    // What may be read may be read by everybody.
    for (const method of ["GET", "HEAD"]) expect(await stop("2xx", { status: 403 }, { method })).toMatch(/ is needed$/);
  });
});
