import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { withAnotherId } from "./another-id.ts";
import { chunkLength } from "./chunks.ts";

const notActive = scenario("uploads that were closed, or never opened, are asked for", async (context) => {
  const { repository, blob, step } = context;
  const [content, more] = [blob(1024), blob(1024, "more")];
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  const closed = opened.upload;
  const neverOpened = closed.at(withAnotherId);
  await step("close", closed.put(content, content), { needs: "2xx" });
  await Promise.all([
    step("get closed", closed.status()),
    step("get never opened", neverOpened.status()),
    step("patch closed", closed.patch(more, { at: content.size })),
    step("patch never opened", neverOpened.patch(more, { at: 0 })),
  ]);
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
  requirement("push.chunked.unknown-session-404", notActive, ({ patchClosed, patchNeverOpened }) => {
    // The chunk does not start at byte 0, so 416 may be meant, too: the table has both.
    expect(patchClosed).toHaveStatus(404, 416);
    expect(patchNeverOpened).toBeRefused();
  });

  requirement("push.chunked.repo-bound-session", elsewhere, ({ chunkThere, chunkHere }) => {
    expect(chunkThere).toBeRefused();
    given(chunkHere).toSucceed();
  });

  requirement("push.status.unknown-404", notActive, ({ getClosed, getNeverOpened }) => {
    expect(getClosed).toHaveStatus(404);
    expect(getNeverOpened).toBeRefused();
  });
});
