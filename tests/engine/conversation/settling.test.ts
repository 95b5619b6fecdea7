import { describe, expect, test } from "vitest";
import { Conversation } from "../../../engine/conversation.ts";
import { isFound, maySettle } from "../../../engine/settling.ts";
import { Content, type Observation, scenario } from "../../../suites/kit/index.ts";
import { answer } from "../../suites/kit/answer.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";
import { place } from "./place.ts";

const patient = { ...place, settleMs: 5000 };

/** Answers of a target, one after the other; the last is for good. */
function answering(...answers: FakeAnswer[]) {
  const last = answers.at(-1);
  const client = fakeClient(() => answers.shift() ?? last);
  return { client, conversation: new Conversation(client, patient) };
}
const never = () => false;

describe("Content that a call is about", () => {
  const about = Content.text("content");
  const digest: [string, string] = ["Docker-Content-Digest", about.digest];
  const head = { request: { method: "HEAD" } };

  test.each([
    ["is found where it is given", answer(200, { body: "content" }), true],
    ["is not what a tag named before", answer(200, { body: "before" }), false],
    ["is not found where nothing is", answer(404), false],
    ["is found as part of it, or as what somebody has already", answer(206, { body: "con" }), true],
    ["is found by its digest", answer(200, { ...head, headers: [digest] }), true],
    [
      "is not found by another digest",
      answer(200, { ...head, headers: [["Docker-Content-Digest", "sha256:1"]] }),
      false,
    ],
    ["is found where nothing tells its digest", answer(200, head), true],
  ])("%s", (_, given, found) => {
    expect(isFound({ about })(given)).toBe(found);
  });

  test("is found at once where there is none", () => {
    expect(isFound({})(answer(404))).toBe(true);
  });

  test.each([
    [200, true],
    [302, true],
    [404, true],
    [400, false],
    [405, false],
    [500, false],
    [undefined, false],
  ])("may come yet where %s was answered: %j", (status, may) => {
    expect(maySettle(answer(status))).toBe(may);
  });
});

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

test("what never shows is looked for as long as it was given, and the last answer stands", async () => {
  const client = fakeClient(() => ({ status: 404 }));
  const waits = scenario("waits for what never comes", async ({ step, repository, remember }) => {
    const { status } = await step("get", repository.getBlob("sha256:1"), { shows: never });
    remember("status", status);
  });
  const { facts } = await new Conversation(client, { ...place, settleMs: 1 }).hold(waits);
  expect(facts).toEqual({ status: 404 });
  expect(client.exchanges).toHaveLength(2);
});

test("what changes something is sent once, whatever it shows", async () => {
  const { client, conversation } = answering({ status: 202 });
  const pushes = scenario("pushes what never shows", async ({ step, repository }) => {
    const content = Content.text("content");
    await step("post", repository.openUpload(), { shows: never });
    await step("put", repository.putManifest("tag", content), { shows: never });
    await step("delete", repository.deleteBlob(content), { shows: never });
  });
  await conversation.hold(pushes);
  expect(client.exchanges.map(({ step }) => step)).toEqual(["post", "put", "delete"]);
});

test("without time to settle every step is one request", async () => {
  const client = fakeClient(() => ({ status: 404 }));
  const asks = scenario("asks once", async ({ step, repository, blob }) => {
    await step("get", repository.getBlob(blob(8)));
    await step("list", repository.listTags(), { shows: never });
  });
  await new Conversation(client, place).hold(asks);
  expect(client.exchanges).toHaveLength(2);
});
