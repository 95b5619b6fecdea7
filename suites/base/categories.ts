import { describe, expect, given, isThere, longScenario, requirement } from "../kit/index.ts";
import { newManifest } from "../push/new-manifest.ts";
import { pushedImage } from "../seed.ts";

export const everyCategory = longScenario("each category is asked whether it is there", async (context) => {
  const { repository, step, unique, blob } = context;
  const content = blob(64);
  const push = async () => {
    const opened = await step("open", repository.openUpload());
    const patched = await step("patch", opened.upload.patch(content, { at: 0 }));
    const { upload } = patched.answered && patched.header("Location") ? patched : opened;
    await step("status", upload.status());
    await step("close", upload.put(content));
    await step("delete blob", repository.deleteBlob(content));
  };
  const tag = unique("doomed");
  const pushManifest = async () => {
    const manifest = await newManifest(context);
    await step("put manifest", repository.putManifest(tag, manifest));
    await Promise.all([
      step("list tags", repository.listTags(), { shows: isThere }),
      step("delete tag", repository.deleteManifest(tag)),
    ]);
    await step("delete manifest", repository.deleteManifest(manifest.digest));
  };
  await Promise.all([push(), pushManifest()]);
});

/** Method not allowed, and not implemented: what an endpoint answers that is not offered. */
const notOffered = [405, 501];

describe("Requirements", () => {
  requirement("base.category.pull-required", pushedImage, (steps) => {
    const { getByTag, getByDigest, headByTag, headByDigest, getBlob, headBlob } = steps;
    for (const pull of [getByTag, getByDigest, headByTag, headByDigest, getBlob, headBlob])
      expect(pull).notToHaveStatus(...notOffered);
  });

  requirement("base.category.others-recommended", everyCategory, (steps, { note }) => {
    given(steps.putManifest).toSucceed();
    for (const answer of [steps.open, steps.listTags]) expect(answer).notToHaveStatus(...notOffered);
    const { deleteTag, deleteManifest, deleteBlob } = steps;
    const deletions = [deleteTag, deleteManifest, deleteBlob];
    // Each of them may be disabled, which is answered with 400 or 405.
    if (deletions.every(({ status }) => status === 501)) expect(deleteManifest).notToHaveStatus(501);
    if (deletions.every(({ status }) => status === 400 || status === 405)) note("all deletion is disabled");
  });

  requirement("base.category.claimed-complete", everyCategory, (steps, { spec }) => {
    const { open, patch, status, close, putManifest } = steps;
    // Whoever opens upload sessions offers to push, and so all that pushing takes.
    given(open).toSucceed();
    for (const push of [patch, close, putManifest]) expect(push).notToHaveStatus(...notOffered);
    if (spec !== "1.0") expect(status).notToHaveStatus(...notOffered);
  });
});
