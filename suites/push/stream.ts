import { describe, expect, given, integrity, requirement, scenario } from "../kit/index.ts";
import { newest } from "./chunks.ts";

const KiB = 1024;

const streamed = scenario(
  "a blob is streamed in one PATCH without Content-Range",
  async ({ repository, blob, step }) => {
    const whole = blob(4 * KiB);
    const opened = await step("open", repository.openUpload(), { needs: "2xx" });
    const stream = await step("stream", opened.upload.patch(whole, { chunkedCoding: true }));
    await step("close", newest(stream, opened.upload).put(whole));
    await step("get", repository.getBlob(whole));
  },
);

describe("Pushing a blob in chunks", () => {
  requirement("push.stream.patch-without-content-range", streamed, ({ stream, close, get }, { declined }) => {
    if (stream.refused) return declined(`the PATCH answered ${stream.status}`);
    expect(stream).toSucceed();
    expect(close).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.stream.patch-range-header", streamed, ({ stream }, { notApplicable }) => {
    if (stream.refused) notApplicable(`a PATCH without Content-Range is refused here (status ${stream.status})`);
    given(stream).toSucceed();
    expect(stream).toHaveHeader("Range", `0-${stream.exchange.request.body.size - 1}`);
  });
});
