import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { begin, chunkLength } from "./chunks.ts";

/** Also shows whether uploads can be cancelled here at all. */
export const cancelled = scenario("an upload is cancelled", async ({ repository, blob, step }) => {
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const { upload } = opened;
  const content = blob(chunkLength(opened));
  await step("cancel", upload.cancel());
  await Promise.all([
    step("patch", upload.patch(content, { at: 0 })),
    step("put", upload.put(content, content)),
    step("cancel again", upload.cancel()),
  ]);
});

const cancelledLate = scenario("an upload is cancelled after a chunk", async (context) => {
  const { length, chunk, session } = await begin(context, 2);
  await context.step("cancel", session.cancel());
  await context.step("patch", session.patch(chunk(1), { at: length }));
});

describe("Cancel a blob upload", () => {
  requirement("push.cancel.delete-204", cancelled, ({ cancel }) => {
    expect(cancel).toHaveStatus(204);
  });

  requirement("push.cancel.session-gone", cancelled, ({ cancel, patch, put }) => {
    given(cancel).toSucceed();
    expect(patch).toBeRefused();
    expect(put).toBeRefused();
  });

  requirement("push.cancel.after-patch", cancelledLate, ({ cancel, patch }) => {
    expect(cancel).toSucceed();
    expect(patch).toBeRefused();
  });

  requirement("push.cancel.unknown-404", cancelled, ({ cancel, cancelAgain }, { note }) => {
    given(cancel).toSucceed();
    if (cancelAgain.status === 204)
      note("cancelling is idempotent here: the second DELETE answered 204 like the first");
    expect(cancelAgain).toHaveStatus(404, 400, 204);
  });
});
