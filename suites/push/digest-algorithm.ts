import { describe, expect, given, integrity, requirement, scenario } from "../kit/index.ts";
import { chunkLength, newest } from "./chunks.ts";

const sha512Announced = scenario("an upload is announced with digest-algorithm", async ({ repository, blob, step }) => {
  const opened = await step("open", repository.openUpload({ query: "digest-algorithm=sha512" }));
  const { upload } = opened;
  const whole = blob(chunkLength(opened));
  const chunk = await step("chunk", upload.patch(whole, { at: 0 }), { needs: "2xx" });
  await step("close", newest(chunk, upload).put(whole.sha512));
  await step("get", repository.getBlob(whole.sha512, { about: whole }));
});

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.digest-algorithm-param", sha512Announced, (steps) => {
    expect(steps.open).toSucceed();
    expect(steps.close).toSucceed();
    given(steps.get).toHaveStatus(200);
    integrity(steps.get).toDeliver();
  });
});
