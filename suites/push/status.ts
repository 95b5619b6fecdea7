import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { begin, newest } from "./chunks.ts";

const fresh = scenario("the status of an upload without a byte is asked for", async ({ repository, step }) => {
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("status", opened.upload.status());
});

const resumed = scenario("an upload is resumed after its status was asked for", async (context) => {
  const { step } = context;
  const { whole, length, chunk, session } = await begin(context, 2);
  const status = await step("status", session.status());
  const afterStatus = newest(status, session);
  const rest = await step("rest", afterStatus.patch(chunk(1), { at: length }));
  await step("close", newest(rest, afterStatus).put(whole));
});

const formerLocation = scenario("the status is asked for at the Location of the POST", async (context) => {
  const { opened, session } = await begin(context, 1);
  await context.step("status at the newest", session.status());
  await context.step("status", opened.status());
});

/** Range of an upload that has received the first chunk of `resumed`, and nothing else. */
function rangeAfter(firstChunk: { exchange: { request: { body: { size: number } } } }): string {
  return `0-${firstChunk.exchange.request.body.size - 1}`;
}

describe("Pushing a blob in chunks: the status of an upload", () => {
  requirement("push.status.get-204", resumed, ({ status }) => {
    expect(status).toHaveStatus(204);
  });

  requirement("push.status.location", resumed, ({ status }) => {
    given(status).toSucceed();
    expect(status).toHaveHeader("Location");
  });

  requirement("push.status.range", resumed, ({ firstChunk, status }) => {
    given(status).toSucceed();
    expect(status).toHaveHeader("Range", rangeAfter(firstChunk));
  });

  requirement("push.status.fresh-session", fresh, ({ status }, { note }) => {
    expect(status).toHaveStatus(204).toHaveHeader("Location");
    note(`nothing received is reported as ${status.header("Range") ? `Range: ${status.header("Range")}` : "no Range"}`);
  });

  requirement("push.status.after-post-location", formerLocation, (steps) => {
    given(steps["status at the newest"]).toSucceed();
    expect(steps.status).toSucceed();
  });

  requirement("push.status.resume", resumed, ({ firstChunk, status, rest, close }) => {
    given(status).toHaveHeader("Range", rangeAfter(firstChunk));
    expect(rest).toSucceed();
    given(close).toSucceed();
  });
});
