import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { begin, chunkLength, newest } from "./chunks.ts";

const lateStart = scenario("the first chunk of an upload does not start at byte 0", async (context) => {
  const { repository, blob, step } = context;
  // A session of its own shows that chunks are taken at all: the refusal may be the end of the other one.
  const [, opened] = await Promise.all([
    begin(context, 1, "control: "),
    step("open", repository.openUpload(), { needs: "2xx" }),
  ]);
  const length = chunkLength(opened);
  await step("late start", opened.upload.patch(blob(length, "late"), { at: length }));
});

const gap = scenario("a chunk leaves a gap, and the missing one follows", async (context) => {
  const { step } = context;
  const { whole, length, chunk, session } = await begin(context, 3);
  await step("gap", session.patch(chunk(2), { at: 2 * length }));
  const two = await step("second chunk", session.patch(chunk(1), { at: length }));
  const afterTwo = newest(two, session);
  const three = await step("third chunk", afterTwo.patch(chunk(2), { at: 2 * length }));
  await step("close", newest(three, afterTwo).put(whole));
});

const repeat = scenario("a chunk is sent twice", async (context) => {
  const { chunk, session } = await begin(context, 1);
  await context.step("repeat", session.patch(chunk(0), { at: 0 }));
});

const overlap = scenario("a chunk overlaps the one before", async (context) => {
  const { whole, length, session } = await begin(context, 2);
  const start = Math.floor(length / 2);
  await context.step("overlap", session.patch(whole.slice(start, start + length), { at: start }));
});

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.first-starts-at-zero", lateStart, (steps) => {
    given(steps["control: first chunk"]).toSucceed();
    expect(steps.lateStart).toHaveStatus(416);
  });

  requirement("push.chunked.out-of-order-416", gap, (steps) => {
    expect(steps.gap).toHaveStatus(416);
  });

  requirement("push.chunked.repeat-416", repeat, (steps) => {
    expect(steps.repeat).toHaveStatus(416);
  });

  requirement("push.chunked.overlap-416", overlap, (steps) => {
    expect(steps.overlap).toHaveStatus(416);
  });

  requirement("push.chunked.state-after-416", gap, (steps) => {
    given(steps.gap).toBeRefused();
    expect(steps.secondChunk).toSucceed();
    given(steps.thirdChunk).toSucceed();
    given(steps.close).toSucceed();
  });
});
