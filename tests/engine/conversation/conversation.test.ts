import { expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import type { Client } from "../../../client/client.ts";
import { configurationOf } from "../../../engine/configuration.ts";
import { Conversation } from "../../../engine/conversation.ts";
import { titleOfTry } from "../../../engine/steadiness.ts";
import { openTarget } from "../../../engine/target.ts";
import type { ScenarioReport } from "../../../schemas/report.ts";
import { longScenario, scenario } from "../../../suites/kit/index.ts";
import { Inconclusive } from "../../../suites/kit/outcome.ts";
import { largeSize, selftestSize } from "../../../suites/large/size.ts";
import { fakeClient } from "../fake-client.ts";
import { place } from "./place.ts";

const converse = (status = 200) => {
  const client = fakeClient(() => ({ status }));
  return { client, conversation: new Conversation(client, place) };
};

test("a scenario is held once, whoever asks first", async () => {
  const { client, conversation } = converse();
  const once = scenario("held once", async ({ step, repository }) => {
    await step("list", repository.listTags());
  });
  const other = scenario("comes after it", async ({ after }) => {
    await after(once);
  });
  await Promise.all([conversation.hold(once), conversation.hold(other), conversation.hold(once)]);
  expect(client.exchanges.map(({ step }) => step)).toEqual(["list"]);
});

test("a step without the status it needs stops its scenario, and every scenario after it, naming the step", async () => {
  const { client, conversation } = converse(500);
  const broken = scenario("needs a 2xx", async ({ step, repository }) => {
    await step("put", repository.listTags(), { needs: "2xx" });
    await step("never", repository.listTags());
  });
  const dependent = scenario("depends on the 2xx", async ({ after, step, repository }) => {
    await after(broken);
    await step("never either", repository.listTags());
  });
  const end = await conversation.hold(dependent);
  expect(end.stoppedBy).toMatchObject({ scenario: "needs a 2xx", step: "put" });
  expect(end.stoppedBy?.reason).toContain("answered 500 where 2xx is needed");
  expect(client.exchanges).toHaveLength(1);
});

test("going on from a missing Location stops the scenario there", async () => {
  const { conversation } = converse(202);
  const noLocation = scenario("opens without Location", async ({ step, repository }) => {
    const opened = await step("open", repository.openUpload());
    await step("status", opened.upload.status());
  });
  expect((await conversation.hold(noLocation)).stoppedBy?.reason).toContain("without a Location");
});

test("an error of our own ends the scenario as broken, not as the target's fault", async () => {
  const { conversation } = converse();
  const ours = scenario("has a bug", async () => {
    throw new TypeError("oops");
  });
  const end = await conversation.hold(ours);
  expect(end.stoppedBy).toBeUndefined();
  expect(end.brokenBy).toContain("oops");
});

test("two steps of one name are our own mistake", async () => {
  const { conversation } = converse();
  const twice = scenario("names a step twice", async ({ step, repository }) => {
    await step("same", repository.listTags());
    await step("same", repository.listTags());
  });
  expect((await conversation.hold(twice)).brokenBy).toContain('two steps called "same"');
});

test("an answer that cannot be judged stops its scenario there, and one that never was breaks it", async () => {
  const { conversation } = converse();
  const unanswered = scenario("reads a status that did not come", async ({ step, repository }) => {
    const { exchange } = await step("list", repository.listTags());
    throw new Inconclusive("no answer", exchange);
  });
  const nowhere = scenario("is inconclusive of itself", async () => {
    throw new Inconclusive("no environment");
  });
  expect((await conversation.hold(unanswered)).stoppedBy).toEqual({
    scenario: "reads a status that did not come",
    step: "list",
    reason: "no answer",
  });
  expect(await conversation.hold(nowhere)).toMatchObject({ brokenBy: "no environment" });
});

test("a run that only reads sends nothing else, and says so", async () => {
  const client = fakeClient(() => ({ status: 200 }));
  const conversation = new Conversation(client, { ...place, existing: { tag: undefined } });
  const pushes = scenario("reads, and pushes", async ({ step, repository, blob, existing }) => {
    await step("get", repository.listTags());
    await step("head", repository.headBlob(blob(8)));
    expect(existing).toEqual({ tag: undefined });
    await step("push", repository.openUpload());
    await step("never", repository.listTags());
  });
  const { withheld, stoppedBy, brokenBy } = await conversation.hold(pushes);
  expect(client.exchanges.map(({ step }) => step)).toEqual(["get", "head"]);
  expect(withheld).toBe("this run only reads (--pull-only): let it push to test it");
  expect([stoppedBy, brokenBy]).toEqual([undefined, undefined]);
});

test("what was begun side by side is over before its scenario is, also what follows, whichever stops first", async () => {
  const quick = fakeClient(() => ({ status: 500 }));
  const client: Client = {
    ...quick,
    async send(call, label) {
      for (let turn = label.step === "fails" ? 0 : 5; turn > 0; turn--) await new Promise(setImmediate);
      return quick.send(call, label);
    },
  };
  const sideBySide = scenario("some steps side by side, of which one stops it", async ({ step, repository }) => {
    const slow = async () => {
      await step("slow", repository.listTags());
      await step("after it", repository.listTags());
    };
    await Promise.all([slow(), step("fails", repository.listTags(), { needs: "2xx" })]);
  });
  const { stoppedBy } = await new Conversation(client, place).hold(sideBySide);
  expect(stoppedBy?.step).toBe("fails");
  expect(client.exchanges.map(({ step }) => step)).toEqual(["fails", "slow", "after it"]);
});

test("a step that fails while its scenario waits for something else stops the scenario, and nothing more", async () => {
  const { conversation } = converse(500);
  const other = scenario("takes its time", () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))));
  const late = scenario("looks at its step late", async ({ step, after, repository }) => {
    const begun = step("begun", repository.listTags(), { needs: "2xx" });
    await after(other);
    await begun;
  });
  expect((await conversation.hold(late)).stoppedBy?.step).toBe("begun");
});

test("its end tells what it remembers and what it waited for, and is told to whoever listens", async () => {
  const told: ScenarioReport[] = [];
  const conversation = new Conversation(
    fakeClient(() => undefined),
    place,
    { onEnd: (end) => told.push(end) },
  );
  const first = scenario("is waited for", async ({ remember }) => remember("tags", ["a"]));
  const second = scenario("waits for it", async ({ after }) => {
    await Promise.all([after(first), after(first)]);
  });
  const end = await conversation.hold(second);
  expect(end).toMatchObject({ title: "waits for it", after: ["is waited for"], facts: {} });
  expect(told.map(({ title }) => title)).toEqual(["is waited for", "waits for it"]);
  expect(told[0]).toMatchObject({ facts: { tags: ["a"] } });
  expect(told[0]).not.toHaveProperty("after");
  expect([...conversation.ends.values()]).toEqual(told);
});

test("a scenario has its repositories at hand, and nothing that was not given to it", async () => {
  const { conversation } = converse();
  const looks = scenario("looks around", async (context) => {
    expect(context.repository.name).toBe("some/repo");
    expect(context.otherRepository.name).toBe("some/other");
    expect(context.unknownRepository().name).toMatch(/^some\/repo-absent-/);
    expect(context.repositoryNamed("any/name").name).toBe("any/name");
    expect(context.alsoRead).toEqual({ manifests: [], blobs: [], referrers: [] });
    expect(context.skipData).toEqual([]);
    expect(context.large).toBe(largeSize);
    expect(context.existing).toBeUndefined();
  });
  expect((await conversation.hold(looks)).brokenBy).toBeUndefined();
});

test("a scenario has at hand what was given to it", async () => {
  const alsoRead = { manifests: ["v1"], blobs: [], referrers: [] };
  const given = { alsoRead, skipData: ["a set"], large: selftestSize, hasLimitedAccount: true };
  const conversation = new Conversation(
    fakeClient(() => undefined),
    { ...place, ...given },
  );
  const looks = scenario("looks at what was given", async (context) => {
    expect(context).toMatchObject(given);
  });
  expect((await conversation.hold(looks)).brokenBy).toBeUndefined();
});

test("the requests of one that goes first go before others", async () => {
  const sent: Call[] = [];
  const client = fakeClient((call) => {
    sent.push(call);
    return { status: 200 };
  });
  const conversation = new Conversation(client, place);
  await conversation.hold(longScenario("goes first", ({ step, repository }) => step("list", repository.listTags())));
  await conversation.hold(scenario("waits its turn", ({ step, repository }) => step("list", repository.listTags())));
  expect(sent).toMatchObject([{ method: "GET", url: "/v2/some/repo/tags/list", goesFirst: true }, { method: "GET" }]);
  expect(sent[1]).not.toHaveProperty("goesFirst");
});

test("a further try of a scenario makes names of its own, and has a title of its own", async () => {
  const first = converse().conversation;
  const made: string[] = [];
  const makes = scenario("makes a name", async ({ unique, blob }) => {
    made.push(unique("tag"), blob(64).digest);
  });
  await first.hold(makes);
  for (const attempt of [1, 2]) {
    const { title } = await new Conversation(
      fakeClient(() => undefined),
      place,
      {
        first: { conversation: first, attempt },
      },
    ).hold(makes);
    expect(title).toBe(titleOfTry("makes a name", attempt));
  }
  expect(new Set(made).size).toBe(6);
  for (const name of made.filter((each) => each.startsWith("tag"))) expect(name).toMatch(/^tag-0123456789-\d+(-\d)?$/);
});

test("names and content are new in every run", async () => {
  const made: string[] = [];
  const makes = scenario("makes names", async ({ unique, blob, unknownRepository }) => {
    made.push(unique("tag"), unique("tag"), blob(64).digest, unknownRepository().name);
  });
  for (let run = 0; run < 2; run++) {
    const target = await openTarget(configurationOf({}, {}));
    await new Conversation(target.client, target.place).hold(makes);
    await target.close();
  }
  expect(new Set(made).size).toBe(made.length);
});
