import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { Conversation } from "../../engine/conversation.ts";
import { openTarget } from "../../engine/target.ts";
import { Content, type Observation, scenario } from "../../suites/kit/index.ts";
import { type FakeAnswer, fakeClient } from "./fake-client.ts";

const place = {
  repository: "some/repo",
  secondRepository: "some/other",
  hasLimitedAccount: false,
  runId: "0123456789",
  isNew: false,
  settleMs: 0,
};
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

const patient = { ...place, settleMs: 5000 };

/** Answers of a target, one after the other; the last is for good. */
function answering(...answers: FakeAnswer[]) {
  const last = answers.at(-1);
  const client = fakeClient(() => answers.shift() ?? last);
  return { client, conversation: new Conversation(client, patient) };
}

test("content that takes time to settle is looked for again, under its step, as long as it was given", async () => {
  const stale = { status: 200, body: "what the tag named before" };
  const now = { status: 200, body: "content" };
  const { client, conversation } = answering({ status: 404 }, stale, now);
  const reads = scenario("reads what settles", async ({ step, repository }) => {
    const content = Content.text("content");
    await step("get", repository.getManifest("tag", { about: content }), { needs: 200 });
    await step("get what nobody pushed", repository.getBlob(content.digest));
  });
  expect((await conversation.hold(reads)).stoppedBy).toBeUndefined();
  const steps = client.exchanges.map(({ step, response }) => [step, response?.status, response?.body.text]);
  expect(steps).toEqual([
    ["get", 404, ""],
    ["get", 200, stale.body],
    ["get", 200, now.body],
    ["get what nobody pushed", 200, now.body],
  ]);
});

test("a list is asked for again until it shows what the step says; a refusal stands at once", async () => {
  const list = (...tags: string[]) => ({ status: 200, body: JSON.stringify({ tags }) });
  const { client, conversation } = answering(list("one"), list("one", "two"), { status: 405 });
  const lists = scenario("lists what settles", async ({ step, repository }) => {
    const shows = ({ body }: Observation) => body.text?.includes("two") ?? false;
    await step("list", repository.listTags(), { shows });
    await step("list again", repository.listTags(), { shows });
  });
  await conversation.hold(lists);
  expect(client.exchanges.map(({ step, response }) => [step, response?.status])).toEqual([
    ["list", 200],
    ["list", 200],
    ["list again", 405],
  ]);
});

test("without time to settle every step is one request", async () => {
  const { client, conversation } = converse(404);
  const asks = scenario("asks once", async ({ step, repository, blob }) => {
    await step("get", repository.getBlob(blob(8)));
    await step("list", repository.listTags(), { shows: () => false });
  });
  await conversation.hold(asks);
  expect(client.exchanges).toHaveLength(2);
});

test("the longest chain has the requests that waited for each other, also those of another scenario", async () => {
  const { conversation } = converse();
  const base = scenario("two in a row", async ({ step, repository }) => {
    await step("first", repository.listTags());
    await Promise.all([step("second", repository.listTags()), step("beside it", repository.listTags())]);
  });
  const longest = scenario("one more, beside one that is alone", async ({ after, step, repository }) => {
    const alone = step("alone", repository.listTags());
    await after(base);
    await Promise.all([alone, step("third", repository.listTags())]);
  });
  await Promise.all([conversation.hold(longest), conversation.hold(base)]);
  expect(conversation.longestChain).toEqual({ scenario: "one more, beside one that is alone", requests: 3 });
});
