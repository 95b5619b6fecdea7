import { describe, expect, given, integrity, requirement, scenario } from "../kit/index.ts";

export const pushedTwice = scenario("a blob is pushed by POST and PUT, and once more", async (context) => {
  const { repository, step, blob } = context;
  const [content, more] = [blob(2048), blob(512, "more")];
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const put = await step("put", opened.upload.put(content, content));

  const locate = async () => step("get location", put.pull(content));
  const pushAgain = async () => {
    const reopened = await step("open again", repository.openUpload(), { needs: "2xx" });
    await step("put again", reopened.upload.put(content, content));
    await step("get again", repository.getBlob(content));
  };
  // One after the other: where the upload goes on, the two would disturb each other.
  const goOn = async () => {
    await step("patch closed", opened.upload.patch(more, { at: content.size }));
    await step("put closed", opened.upload.put(more, more));
  };
  await Promise.all([goOn(), locate(), pushAgain()]);
});

describe("POST then PUT: completing the upload", () => {
  requirement("push.put.created-201", pushedTwice, ({ put }) => {
    expect(put).toHaveStatus(201);
  });

  requirement("push.put.location", pushedTwice, ({ put }) => {
    given(put).toSucceed();
    expect(put).toHaveHeader("Location");
  });

  requirement("push.put.location-pullable", pushedTwice, ({ put, getLocation }) => {
    given(put).toSucceed();
    expect(getLocation).toSucceed();
    integrity(getLocation).toDeliver();
  });

  requirement("push.put.content-digest-header", pushedTwice, ({ put }, { notApplicable }) => {
    given(put).toSucceed();
    if (put.header("Docker-Content-Digest") === undefined)
      notApplicable("the answer to the PUT has no Docker-Content-Digest, and needs none");
    expect(put).toHaveDigestHeader();
  });

  requirement("push.put.session-closed", pushedTwice, ({ put, patchClosed, putClosed }) => {
    given(put).toSucceed();
    for (const answer of [patchClosed, putClosed]) expect(answer).toBeRefused();
  });

  requirement("push.put.already-exists", pushedTwice, ({ put, putAgain, getAgain }) => {
    given(put).toSucceed();
    expect(putAgain).toSucceed();
    expect(getAgain).toSucceed();
    integrity(getAgain).toDeliver();
  });
});
