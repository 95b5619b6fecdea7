import { describe, expect, given, integrity, pushBlob, requirement, scenario } from "../kit/index.ts";

const unreadableSource = scenario("an account mounts from a repository it may not read", async (context) => {
  const { repository, otherRepository, hasLimitedAccount, step, blob } = context;
  const source = blob(1024);
  await pushBlob({ step, repository: otherRepository }, source, "source");
  if (!hasLimitedAccount) return;
  const as = "limited";
  await Promise.all([
    step("open as limited", repository.openUpload({ as })),
    step("head source as limited", otherRepository.headBlob(source, { as })),
  ]);
  await step("mount as limited", repository.mountBlob(source, otherRepository.name, { as }));
  await step("mount unnamed as limited", repository.mountBlob(source, undefined, { as }));
  await step("head mounted", repository.headBlob(source));
});

describe("Mounting a blob from another repository: who may", () => {
  requirement("auth.mount-needs-source-read", unreadableSource, (steps, { notApplicable }) => {
    const { openAsLimited, headSourceAsLimited, mountAsLimited, mountUnnamedAsLimited, headMounted } = steps;
    if (openAsLimited.refused)
      notApplicable("the limited account may not push to the repository: grant it that to test what it can mount");
    if (headSourceAsLimited.status === 200)
      notApplicable("the limited account may read the second repository: take that right away to test mounting");
    given(openAsLimited).toSucceed();
    for (const answer of [mountAsLimited, mountUnnamedAsLimited]) expect(answer).notToHaveStatus(200, 201, 204);
    integrity(headMounted).notToSucceed();
  });
});
