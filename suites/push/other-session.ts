import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { withAnotherId } from "./another-id.ts";
import { begin, chunkLength } from "./chunks.ts";

const notActive = scenario("uploads that were closed, or never opened, are asked for", async (context) => {
  const { repository, blob, step } = context;
  const [content, more] = [blob(1024), blob(1024, "more")];
  // Shows that these requests are answered otherwise where there is an upload.
  const askActive = async () => {
    const { session } = await begin(context, 1, "active: ");
    await step("active: get", session.status());
  };
  const askOthers = async () => {
    const opened = await step("open", repository.openUpload(), { needs: "2xx" });
    const closed = opened.upload;
    const neverOpened = closed.at(withAnotherId);
    await step("close", closed.put(content, content), { needs: "2xx" });
    await Promise.all([step("get closed", closed.status()), step("get never opened", neverOpened.status())]);
    // Afterwards, for a PATCH may open what was not there.
    await Promise.all([
      step("patch closed", closed.patch(more, { at: 0 })),
      step("patch never opened", neverOpened.patch(more, { at: 0 })),
    ]);
  };
  await Promise.all([askActive(), askOthers()]);
});

const elsewhere = scenario("an upload is continued in another repository", async (context) => {
  const { repository, otherRepository, blob, step } = context;
  const [opened] = await Promise.all([
    step("open", repository.openUpload(), { needs: "2xx" }),
    step("open there", otherRepository.openUpload(), { needs: "2xx" }),
  ]);
  const here = opened.upload;
  const there = here.at((url) => url.replace(`/v2/${repository.name}/`, `/v2/${otherRepository.name}/`));
  const chunk = blob(chunkLength(opened));
  await step("chunk there", there.patch(chunk, { at: 0 }));
  await step("chunk here", here.patch(chunk, { at: 0 }));
});

describe("Endpoints", () => {
  // A URL that the registry made answers 404; one that we changed may break a signature, and so be refused for that.
  requirement("push.chunked.unknown-session-404", notActive, (steps) => {
    given(steps["active: first chunk"]).toSucceed();
    // The chunk starts at byte 0: a 416 would say that the closed upload goes on.
    expect(steps.patchClosed).toHaveStatus(404);
    expect(steps.patchNeverOpened).toBeRefused();
  });

  requirement("push.chunked.repo-bound-session", elsewhere, ({ chunkThere, chunkHere }) => {
    expect(chunkThere).toBeRefused();
    given(chunkHere).toSucceed();
  });

  requirement("push.status.unknown-404", notActive, (steps) => {
    given(steps["active: get"]).toSucceed();
    expect(steps.getClosed).toHaveStatus(404);
    expect(steps.getNeverOpened).toBeRefused();
  });
});
