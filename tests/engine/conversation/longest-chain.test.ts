import { expect, test } from "vitest";
import { Conversation } from "../../../engine/conversation.ts";
import { scenario } from "../../../suites/kit/index.ts";
import { fakeClient } from "../fake-client.ts";
import { place } from "./place.ts";

test("the longest chain has the requests that waited for each other, also those of another scenario", async () => {
  const conversation = new Conversation(
    fakeClient(() => ({ status: 200 })),
    place,
  );
  const base = scenario("two in a row", async ({ step, repository }) => {
    await step("first", repository.listTags());
    await Promise.all([step("second", repository.listTags()), step("beside it", repository.listTags())]);
  });
  const longest = scenario("one more, beside one that is alone", async ({ after, step, repository }) => {
    const alone = step("alone", repository.listTags());
    await after(base);
    await Promise.all([alone, step("third", repository.listTags())]);
  });
  const shortest = scenario("one request", async ({ step, repository }) => {
    await step("only", repository.listTags());
  });
  await Promise.all([conversation.hold(shortest), conversation.hold(longest), conversation.hold(base)]);
  expect(conversation.longestChain).toEqual({ scenario: "one more, beside one that is alone", requests: 3 });
});
