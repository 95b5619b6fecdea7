import { Content, describe, expect, given, integrity, pushBlob, requirement, scenario } from "../kit/index.ts";

const MiB = 1024 * 1024;

const emptyBlob = scenario("the empty blob is pushed by POST and PUT", async ({ repository, step }) => {
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("put", opened.upload.put(Content.empty));
  await step("get", repository.getBlob(Content.empty));
});

const largeBlob = scenario("a large blob is pushed in one piece", async ({ repository, step, blob }) => {
  // Long lines are made sooner than many.
  const content = blob(6 * MiB, "large".padEnd(120, "-"));
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("put", opened.upload.put(content, content));
  await step("get", repository.getBlob(content));
});

const typedBlob = scenario(
  "a blob that looks like zstd is pushed as octet-stream",
  async ({ repository, step, blob }) => {
    const rest = blob(1024);
    const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    const content = new Content(
      Buffer.concat([magic, rest.bytes]),
      () => `{ printf '\\050\\265\\057\\375'; ${rest.source}; }`,
    );
    const opened = await step("open", repository.openUpload(), { needs: "2xx" });
    await step("put", opened.upload.put(content, content));
  },
);

const askedFirst = scenario("a PUT waits for 100 Continue", async ({ repository, step, blob }) => {
  const content = blob(1024);
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("put", opened.upload.put(content, content, { expectContinue: true }));
});

const chunkedCoding = scenario("a PUT without Content-Length", async ({ repository, step, blob }) => {
  const content = blob(1024);
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("put", opened.upload.put(content, content, { chunkedCoding: true }));
});

const cutShort = scenario("a PUT ends before its declared length", async (context) => {
  const { repository, step, blob } = context;
  const content = blob(1024);
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const head = content.slice(0, 1000);
  await step("put cut short", opened.upload.put(content, head, { declaredLength: content.size }));
  await step("head after the short one", repository.headBlob(content));
  await pushBlob(context, content, "whole");
  await step("head after the whole one", repository.headBlob(content));
});

describe("POST then PUT: what is uploaded", () => {
  requirement("push.put.zero-length", emptyBlob, ({ put, get }) => {
    expect(put).toSucceed();
    expect(get).toSucceed();
    integrity(get).toDeliver();
  });

  requirement("push.put.large-blob", largeBlob, ({ put, get }, { notApplicable }) => {
    if (put.status === 413) notApplicable("a blob of 6 MiB is too large here (413): raise the limit to test it");
    expect(put).toSucceed();
    given(get).toSucceed();
    integrity(get).toDeliver();
  });

  requirement("push.put.content-type-ignored", typedBlob, ({ put }) => {
    expect(put).toSucceed();
  });

  requirement("push.put.expect-continue", askedFirst, ({ put }, { note }) => {
    expect(put).toBeAnswered();
    if (put.status === 417) note("the expectation is declined with 417");
    else expect(put).toSucceed();
  });

  requirement("push.put.transfer-encoding-chunked", chunkedCoding, ({ put }, { notApplicable }) => {
    if (put.status === 411) notApplicable("the registry insists on a Content-Length (411), as it may");
    expect(put).toSucceed();
  });

  requirement("push.put.content-length-mismatch", cutShort, (steps) => {
    const { putCutShort, headAfterTheShortOne, headAfterTheWholeOne } = steps;
    given(headAfterTheWholeOne).toSucceed();
    if (putCutShort.answered) integrity(putCutShort).notToSucceed();
    integrity(headAfterTheShortOne).notToSucceed();
  });
});
