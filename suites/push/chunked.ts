import { describe, expect, given, integrity, requirement, scenario } from "../kit/index.ts";
import { chunkLength, newest } from "./chunks.ts";

const inChunks = scenario("a blob is pushed in three chunks", async ({ repository, blob, step }) => {
  const opened = await step("open", repository.openUpload());
  const { upload } = opened;
  const length = chunkLength(opened);
  const whole = blob(3 * length + 200);
  // Of unequal lengths, so that a Range can only be right by counting bytes.
  const [first, second, third] = whole.split(length, length + 200);
  const needs = "2xx";

  const one = await step("chunk 1", upload.patch(first, { at: 0 }), { needs });
  const afterOne = newest(one, upload);
  const two = await step("chunk 2", afterOne.patch(second, { at: first.size }), { needs });
  const afterTwo = newest(two, afterOne);
  const three = await step("chunk 3", afterTwo.patch(third, { at: first.size + second.size }), { needs });

  const closed = await step("close", newest(three, afterTwo).put(whole));
  const located = closed.answered && closed.header("Location") ? [step("get location", closed.pull(whole))] : [];
  await Promise.all([step("get", repository.getBlob(whole)), ...located]);
});

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.post-empty", inChunks, ({ open }) => {
    expect(open).toSucceed();
    given(open).toHaveHeader("Location");
  });

  requirement("push.chunked.patch-202", inChunks, (_, { stepsNamed }) => {
    for (const chunk of stepsNamed("chunk ")) {
      given(chunk).toSucceed();
      expect(chunk).toHaveStatus(202);
    }
  });

  requirement("push.chunked.patch-location", inChunks, (_, { stepsNamed }) => {
    for (const chunk of stepsNamed("chunk ")) {
      given(chunk).toSucceed();
      expect(chunk).toHaveHeader("Location");
    }
  });

  requirement("push.chunked.patch-range", inChunks, (_, { stepsNamed }) => {
    for (const chunk of stepsNamed("chunk ")) {
      given(chunk).toSucceed();
      expect(chunk).toHaveHeader("Range", /^0-[0-9]+$/);
    }
  });

  requirement("push.chunked.patch-range-value", inChunks, ({ close }, { stepsNamed }) => {
    // What was closed under the digest of the whole has been received as a whole: no chunk was kept in part.
    given(close).toSucceed();
    let received = 0;
    for (const chunk of stepsNamed("chunk ")) {
      received += chunk.exchange.request.body.size;
      given(chunk).toHaveHeader("Range", /^0-[0-9]+$/);
      expect(chunk).toHaveHeader("Range", `0-${received - 1}`);
    }
  });

  requirement("push.chunked.complete-patch-only", inChunks, (steps, { stepsNamed }) => {
    const [first, ...others] = stepsNamed("chunk ");
    given(first).toSucceed();
    for (const chunk of others) expect(chunk).toSucceed();
    expect(steps.close).toSucceed();
    given(steps.get).toHaveStatus(200);
    integrity(steps.get).toDeliver();
  });

  requirement("push.chunked.close-201", inChunks, ({ close }) => {
    given(close).toSucceed();
    expect(close).toHaveStatus(201).toHaveHeader("Location");
  });

  requirement("push.chunked.close-location-pullable", inChunks, (steps) => {
    given(steps.close).toSucceed().toHaveHeader("Location");
    expect(steps.getLocation).toHaveStatus(200);
    integrity(steps.getLocation).toDeliver();
  });
});
