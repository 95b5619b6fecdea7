import { describe, expect, given, requirement, type ScenarioContext, scenario, type Upload } from "../kit/index.ts";
import { announcedMinimum, minLengthHeader, newest } from "./chunks.ts";

const KiB = 1024;
/** The minimum of the storages that are known to have one. */
const certainlyLong = 5 * KiB * KiB;

const shortChunks = scenario("a blob is pushed in the shortest chunks there may be", async (context) => {
  const { repository, step } = context;
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const minimum = announcedMinimum(opened);
  const accepted = await pushInChunks(context, opened.upload, minimum || KiB, "");
  if (accepted || minimum > 0) return;

  // Is it the length of these chunks that was refused, or are chunks refused at all?
  const again = await step("long: open", repository.openUpload(), { needs: "2xx" });
  await pushInChunks(context, again.upload, certainlyLong, "long: ");
});

/** Two chunks of that length, one of a single byte, and the closing; ends with the first that is not accepted. */
async function pushInChunks({ blob, step }: ScenarioContext, opened: Upload, length: number, prefix: string) {
  const whole = blob(2 * length + 1, `${length}`);
  const names = ["first chunk", "second chunk", "last chunk"];
  let session = opened;
  for (const [index, chunk] of whole.split(length, length).entries()) {
    const reply = await step(`${prefix}${names[index]}`, session.patch(chunk, { at: index * length }));
    if (!reply.answered || reply.status >= 300) return false;
    session = newest(reply, session);
  }
  await step(`${prefix}close`, session.put(whole));
  return true;
}

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.content-range-form", shortChunks, (steps, { happened }) => {
    const chunk = happened("long: first chunk") ? steps["long: first chunk"] : steps["first chunk"];
    expect(chunk).toSucceed();
  });

  requirement("push.chunked.min-length-header", shortChunks, (steps, { happened, stepsNamed }) => {
    if (steps.open.header(minLengthHeader) !== undefined) {
      expect(steps.open).toHaveHeader(minLengthHeader);
      return;
    }
    if (happened("long: open")) for (const long of stepsNamed("long: ")) given(long).toSucceed();
    expect(steps.firstChunk).toSucceed();
    expect(steps.secondChunk).toSucceed();
  });

  requirement("push.chunked.min-length-format", shortChunks, ({ open }) => {
    expect(open).toHaveHeader(minLengthHeader, /^[0-9]+$/);
  });

  requirement("push.chunked.min-length-honoured", shortChunks, (steps) => {
    expect(steps.firstChunk).toSucceed();
    expect(steps.secondChunk).toSucceed();
  });

  requirement("push.chunked.final-any-length", shortChunks, (steps, { happened }) => {
    const prefix = happened("last chunk") || !happened("long: first chunk") ? "" : "long: ";
    for (const earlier of ["first chunk", "second chunk"]) given(steps[prefix + earlier]).toSucceed();
    expect(steps[`${prefix}last chunk`]).toSucceed();
  });
});
