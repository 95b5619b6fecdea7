import { LargeContent } from "../../client/large-content.ts";
import {
  type CheckContext,
  describe,
  expect,
  given,
  integrity,
  type Observation,
  requirement,
  scenario,
} from "../kit/index.ts";
import { nowhere } from "../kit/nowhere.ts";
import { chunkLength, newest } from "../push/chunks.ts";

/** Chunks that a blob is sent in, unless the registry asks for longer ones. */
const chunks = 16;

const whole = scenario("a very large blob is pushed at once", async ({ repository, step, unique, large }) => {
  const blob = await LargeContent.make(unique("whole"), large.blob);
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("put", opened.upload.put(blob, blob));
  await step("get", { ...repository.getBlob(blob), into: nowhere });
});

const inChunks = scenario("a very large blob is pushed in chunks", async ({ repository, step, unique, large }) => {
  const blob = await LargeContent.make(unique("chunked"), large.blob);
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const length = Math.max(Math.ceil(blob.size / chunks), chunkLength(opened));
  let { upload } = opened;
  for (let at = 0, number = 1; at < blob.size; at += length, number++) {
    const chunk = await step(`chunk ${number}`, upload.patch(blob.slice(at, Math.min(at + length, blob.size)), { at }));
    if (!chunk.answered || chunk.status >= 300) return;
    upload = newest(chunk, upload);
  }
  await step("close", upload.put(blob));
  await step("get", { ...repository.getBlob(blob), into: nowhere });
});

/** What is too large for the registry says so by 413 (RFC 9110, 15.5.14), and is no matter of the spec. */
function taken(answer: Observation, { notApplicable }: CheckContext): void {
  if (answer.status === 413)
    notApplicable(`${answer.about?.size} bytes are too large here (413): raise the limit to test it`);
  expect(answer).toSucceed();
}

describe("Pushing blobs: of any size", () => {
  requirement("push.large.whole", whole, ({ put, get }, context) => {
    taken(put, context);
    expect(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.large.chunked", inChunks, (steps, context) => {
    const [first, ...others] = context.stepsNamed("chunk ");
    given(first).toSucceed();
    for (const chunk of others) taken(chunk, context);
    taken(steps.close, context);
    expect(steps.get).toHaveStatus(200);
    integrity(steps.get).toDeliver();
  });
});
