import { describe, expect, given, integrity, requirement, scenario } from "../kit/index.ts";
import { begin } from "./chunks.ts";

const lastInPut = scenario("the last chunk comes with the closing PUT", async (context) => {
  const { repository, step } = context;
  const closeByTheWhole = async () => {
    const { whole, length, chunk, session } = await begin(context, 2);
    await step("close", session.put(whole, chunk(1), { at: length }));
    await step("get", repository.getBlob(whole));
  };
  const closeByTheLastChunk = async () => {
    const { length, chunk, session } = await begin(context, 2, "part: ");
    await step("part: close", session.put(chunk(1).digest, chunk(1), { at: length }));
  };
  await Promise.all([closeByTheWhole(), closeByTheLastChunk()]);
});

const lastWithoutRange = scenario("the closing PUT has a chunk and no Content-Range", async (context) => {
  const { whole, chunk, session } = await begin(context, 2);
  await context.step("close", session.put(whole, chunk(1)));
  await context.step("get", context.repository.getBlob(whole));
});

const lastOutOfOrder = scenario("the closing PUT has a chunk that leaves a gap", async (context) => {
  const { whole, length, chunk, session } = await begin(context, 3);
  await context.step("close", session.put(whole, chunk(2), { at: 2 * length }));
});

const unclosed = scenario("a blob is looked for before its upload is closed", async (context) => {
  const { repository, step, blob } = context;
  const { whole, session } = await begin(context, 1);
  await Promise.all([
    step("head", repository.headBlob(whole)),
    step("head absent", repository.headBlob(blob(64, "absent"))),
  ]);
  await step("close", session.put(whole));
  await step("head after closing", repository.headBlob(whole));
});

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.complete-put-last", lastInPut, ({ close, get }) => {
    expect(close).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.chunked.put-without-content-range", lastWithoutRange, ({ close, get }, { declined }) => {
    if (close.refused) return declined(`the closing PUT answered ${close.status}`);
    expect(close).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.chunked.close-required", unclosed, ({ head, headAbsent, headAfterClosing }) => {
    given(headAbsent).notToSucceed();
    given(headAfterClosing).toSucceed();
    expect(head).notToSucceed();
  });

  requirement("push.chunked.close-digest-whole", lastInPut, (steps) => {
    given(steps.close).toSucceed();
    integrity(steps["part: close"]).notToSucceed();
    expect(steps["part: close"]).toBeRefused();
  });

  requirement("push.chunked.close-out-of-order-416", lastOutOfOrder, ({ close }) => {
    expect(close).toHaveStatus(416);
  });
});
