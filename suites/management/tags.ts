import { describe, expect, given, longScenario, pushImage, requirement } from "../kit/index.ts";
import { getUntilGone, lastOf } from "./deletion.ts";

/** Also shows whether tags can be deleted here at all. */
export const tagDeleted = longScenario("a tag is deleted", async (context) => {
  const { repository, step, unique } = context;
  const [tag, sibling] = [unique("doomed"), unique("sibling")];
  const { manifest } = await pushImage(context, tag);
  await step("put sibling", repository.putManifest(sibling, manifest), { needs: "2xx" });
  await step("get before", repository.getManifest(tag, { about: manifest }));
  await step("delete", repository.deleteManifest(tag));
  await getUntilGone(context, "get after", repository.getManifest(tag, { about: manifest }));
  await Promise.all([
    step("get sibling", repository.getManifest(sibling, { about: manifest })),
    step("get by digest", repository.getManifest(manifest.digest, { about: manifest })),
    // How this registry says that a tag is not there.
    step("get unknown", repository.getManifest(unique("never"))),
    step("delete unknown", repository.deleteManifest(unique("unknown"))),
  ]);
});

describe("Deleting tags", () => {
  requirement("management.tag.delete-202", tagDeleted, (steps) => {
    given(steps.getBefore).toHaveStatus(200);
    given(steps.delete).notToBeServerError();
    expect(steps.delete).toHaveStatus(202);
  });

  requirement("management.tag.delete-get-404", tagDeleted, (steps, { stepsNamed }) => {
    for (const answer of [steps.getBefore, steps.delete]) given(answer).toSucceed();
    given(steps.getUnknown).toHaveStatus(404);
    expect(lastOf(stepsNamed("get after "))).toHaveStatus(404);
  });

  requirement("management.tag.delete-keeps-manifest", tagDeleted, (steps) => {
    for (const answer of [steps.getBefore, steps.delete]) given(answer).toSucceed();
    for (const kept of [steps.getSibling, steps.getByDigest]) expect(kept).toHaveStatus(200);
  });

  requirement("management.tag.delete-disabled", tagDeleted, (steps) => {
    given(steps.getBefore).toHaveStatus(200);
    expect(steps.delete).toHaveStatus(400, 405);
  });

  requirement("management.tag.delete-disabled-intact", tagDeleted, (steps, { stepsNamed }) => {
    given(steps.getBefore).toHaveStatus(200);
    given(steps.delete).notToSucceed();
    expect(lastOf(stepsNamed("get after "))).toHaveStatus(200);
  });

  requirement("management.tag.delete-unknown-404", tagDeleted, (steps) => {
    given(steps.delete).toSucceed();
    expect(steps.deleteUnknown).toHaveStatus(404);
  });
});
