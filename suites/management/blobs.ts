import {
  Content,
  describe,
  expect,
  given,
  longScenario,
  pushBlob,
  pushImage,
  requirement,
  scenario,
} from "../kit/index.ts";
import { getUntilGone, lastOf } from "./deletion.ts";

/** Also shows whether blobs can be deleted here at all. No other repository has this one. */
export const blobDeleted = longScenario("a blob is deleted", async (context) => {
  const { repository, step, blob, unique } = context;
  const content = blob(1024);
  const absent = Content.text(unique("absent"));
  await pushBlob(context, content);
  await Promise.all([
    step("get before", repository.getBlob(content)),
    // How this registry says that a blob is not there.
    step("get absent", repository.getBlob(absent)),
  ]);
  await step("delete", repository.deleteBlob(content));
  await getUntilGone(context, "get after", repository.getBlob(content));
  await step("delete absent", repository.deleteBlob(absent));
  const opened = await step("open again", repository.openUpload(), { needs: "2xx" });
  await step("put again", opened.upload.put(content, content));
  await step("get again", repository.getBlob(content));
});

const deletedInOne = scenario("a blob is deleted in one of two repositories", async (context) => {
  const { repository, otherRepository, step, blob } = context;
  const content = blob(1024);
  const there = { step, repository: otherRepository };
  await Promise.all([pushBlob(context, content), pushBlob(there, content, "blob elsewhere")]);
  await step("get elsewhere before", otherRepository.getBlob(content));
  await step("delete", repository.deleteBlob(content));
  await step("get elsewhere", otherRepository.getBlob(content));
});

const layerDeleted = scenario("a blob that a manifest uses is deleted", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("image");
  const { manifest, layer } = await pushImage(context, tag);
  await step("delete", repository.deleteBlob(layer));
  await step("get manifest", repository.getManifest(tag, { about: manifest }));
});

describe("Deleting blobs", () => {
  requirement("management.blob.delete-202", blobDeleted, (steps) => {
    given(steps.getBefore).toHaveStatus(200);
    given(steps.delete).notToBeServerError();
    expect(steps.delete).toHaveStatus(202);
  });

  requirement("management.blob.delete-unknown-404", blobDeleted, (steps) => {
    given(steps.delete).toSucceed();
    expect(steps.deleteAbsent).toHaveStatus(404);
  });

  requirement("management.blob.delete-disabled", blobDeleted, (steps, { spec, note }) => {
    given(steps.getBefore).toHaveStatus(200);
    if (spec === "1.0" && steps.delete.status === 400) note("the table of 1.0 has 405 for it, later versions 400 too");
    expect(steps.delete).toHaveStatus(400, 405);
  });

  requirement("management.blob.delete-get-404", blobDeleted, (steps, { stepsNamed }) => {
    for (const answer of [steps.getBefore, steps.delete]) given(answer).toSucceed();
    given(steps.getAbsent).toHaveStatus(404);
    expect(lastOf(stepsNamed("get after "))).toHaveStatus(404);
  });

  requirement("management.blob.delete-referenced", layerDeleted, (steps, { declined, note }) => {
    if (steps.delete.refused) return declined(`a blob that a manifest uses is kept (status ${steps.delete.status})`);
    expect(steps.delete).toSucceed();
    if (steps.getManifest.status !== 200) note(`the manifest went with its blob (status ${steps.getManifest.status})`);
  });

  requirement("management.blob.delete-cross-repo", deletedInOne, (steps) => {
    for (const answer of [steps.getElsewhereBefore, steps.delete]) given(answer).toSucceed();
    expect(steps.getElsewhere).toHaveStatus(200);
  });

  requirement("management.blob.reupload-after-delete", blobDeleted, (steps, { stepsNamed }) => {
    given(steps.delete).toSucceed();
    given(lastOf(stepsNamed("get after "))).toHaveStatus(404);
    for (const answer of [steps.putAgain, steps.getAgain]) expect(answer).toSucceed();
  });
});
