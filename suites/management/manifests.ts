import {
  Content,
  describe,
  expect,
  given,
  longScenario,
  manifestOf,
  newImage,
  pushBlobsOf,
  pushImage,
  requirement,
} from "../kit/index.ts";
import { getUntilGone, lastOf } from "./deletion.ts";

/**
 * The manifest has no tag: some registries delete none that has. Also shows whether manifests can be deleted here at
 * all. Another manifest uses the same blobs, and another repository has the same manifest.
 */
export const manifestDeleted = longScenario("a manifest is deleted", async (context) => {
  const { repository, otherRepository, unknownRepository, step, unique } = context;
  const image = newImage(context);
  const { manifest, config, layer } = image;
  const other = manifestOf(image, {
    annotations: { "org.example.unique": unique("other") },
  });
  const otherTag = unique("other");
  const there = { step, repository: otherRepository };
  await Promise.all([pushBlobsOf(context, image), pushBlobsOf(there, image, "image elsewhere")]);
  await Promise.all([
    step("put", repository.putManifest(manifest.digest, manifest), { needs: "2xx" }),
    step("put other", repository.putManifest(otherTag, other), { needs: "2xx" }),
    step("put elsewhere", otherRepository.putManifest(unique("elsewhere"), manifest), { needs: "2xx" }),
  ]);
  const absent = Content.text(unique("absent")).digest;
  await Promise.all([
    step("get before", repository.getManifest(manifest.digest, { about: manifest })),
    step("get elsewhere before", otherRepository.getManifest(manifest.digest, { about: manifest })),
  ]);
  await step("delete", repository.deleteManifest(manifest.digest));
  await Promise.all([
    step("kept: get other", repository.getManifest(otherTag, { about: other })),
    step("kept: get config", repository.getBlob(config)),
    step("kept: get layer", repository.getBlob(layer)),
    step("get elsewhere", otherRepository.getManifest(manifest.digest, { about: manifest })),
    step("delete absent", repository.deleteManifest(absent)),
    step("delete malformed", repository.deleteManifest("sha256:zz")),
    step("delete in unknown repository", unknownRepository().deleteManifest(absent)),
  ]);
});

const taggedDeleted = longScenario("a tagged manifest is deleted", async (context) => {
  const { repository, step, unique } = context;
  const [tag, second] = [unique("doomed"), unique("second")];
  const { manifest } = await pushImage(context, tag);
  await step("put second", repository.putManifest(second, manifest), { needs: "2xx" });
  await step("get before", repository.getManifest(tag, { about: manifest }));
  await step("delete", repository.deleteManifest(manifest.digest));
  await Promise.all([
    // How this registry says that a tag is not there.
    step("get unknown", repository.getManifest(unique("never"))),
    getUntilGone(context, "get tag", repository.getManifest(tag, { about: manifest })),
    getUntilGone(context, "get second", repository.getManifest(second, { about: manifest })),
  ]);
});

/** No other repository has this manifest. */
const pushedAgain = longScenario("a deleted manifest is pushed again", async (context) => {
  const { repository, step } = context;
  const image = newImage(context);
  const { manifest } = image;
  await pushBlobsOf(context, image);
  await step("put", repository.putManifest(manifest.digest, manifest), { needs: "2xx" });
  await step("get before", repository.getManifest(manifest.digest, { about: manifest }));
  await step("delete", repository.deleteManifest(manifest.digest));
  await getUntilGone(context, "get deleted", repository.getManifest(manifest.digest, { about: manifest }));
  // The blobs may have been collected with the only manifest that used them.
  await pushBlobsOf(context, image, "image again");
  await step("put again", repository.putManifest(manifest.digest, manifest));
  await step("get again", repository.getManifest(manifest.digest, { about: manifest }));
});

describe("Deleting manifests", () => {
  requirement("management.manifest.delete-202", manifestDeleted, (steps) => {
    given(steps.getBefore).toHaveStatus(200);
    given(steps.delete).notToBeServerError();
    expect(steps.delete).toHaveStatus(202);
  });

  requirement("management.manifest.delete-unknown-repo-404", manifestDeleted, (steps, { notApplicable }) => {
    given(steps.delete).toSucceed();
    const answer = steps["delete in unknown repository"];
    if (answer?.status === 401 || answer?.status === 403)
      notApplicable(`this account may not know which repositories exist (status ${answer.status}): grant it more`);
    expect(answer).toHaveStatus(404);
  });

  requirement("management.manifest.delete-disabled", manifestDeleted, (steps) => {
    given(steps.getBefore).toHaveStatus(200);
    expect(steps.delete).toHaveStatus(400, 405);
  });

  requirement("management.manifest.delete-get-404", pushedAgain, (steps, { stepsNamed }) => {
    for (const answer of [steps.getBefore, steps.delete]) given(answer).toSucceed();
    expect(lastOf(stepsNamed("get deleted "))).toHaveStatus(404);
  });

  requirement("management.manifest.delete-tags-404", taggedDeleted, (steps, { stepsNamed, notApplicable }) => {
    given(steps.getBefore).toHaveStatus(200);
    if (steps.delete.refused)
      notApplicable(`manifests that have tags cannot be deleted here (status ${steps.delete.status})`);
    given(steps.delete).toSucceed();
    given(steps.getUnknown).toHaveStatus(404);
    for (const name of ["get tag ", "get second "]) expect(lastOf(stepsNamed(name))).toHaveStatus(404);
  });

  requirement("management.manifest.delete-unknown-404", manifestDeleted, (steps) => {
    given(steps.delete).toSucceed();
    expect(steps.deleteAbsent).toHaveStatus(404);
  });

  requirement("management.manifest.delete-malformed", manifestDeleted, (steps) => {
    given(steps.delete).toSucceed();
    expect(steps.deleteMalformed).toHaveStatus(404, 400, 405);
  });

  requirement("management.manifest.delete-other-untouched", manifestDeleted, (steps, { stepsNamed }) => {
    for (const answer of [steps.getBefore, steps.delete]) given(answer).toSucceed();
    for (const kept of stepsNamed("kept: ")) expect(kept).toHaveStatus(200);
  });

  requirement("management.manifest.delete-cross-repo", manifestDeleted, (steps) => {
    for (const answer of [steps.getElsewhereBefore, steps.delete]) given(answer).toSucceed();
    expect(steps.getElsewhere).toHaveStatus(200);
  });

  requirement("management.manifest.repush-after-delete", pushedAgain, (steps, { stepsNamed }) => {
    given(steps.delete).toSucceed();
    given(lastOf(stepsNamed("get deleted "))).toHaveStatus(404);
    for (const answer of [steps.putAgain, steps.getAgain]) expect(answer).toSucceed();
  });
});
