import { describe, expect, given, integrity, pushBlob, requirement, scenario } from "../kit/index.ts";

const impossible = scenario("mounts that cannot be done", async (context) => {
  const { repository, otherRepository, unknownRepository, step, blob } = context;
  const [source, absent] = [blob(1024, "source"), blob(1024, "absent")];
  await pushBlob({ step, repository: otherRepository }, source, "source");

  const absentBlob = async () => {
    const answer = await step("mount absent", repository.mountBlob(absent, otherRepository.name));
    await step("head absent", repository.headBlob(absent));
    if (answer.answered && answer.status === 202) await step("put after all", answer.upload.put(absent, absent));
  };
  await Promise.all([
    absentBlob(),
    step("head source", otherRepository.headBlob(source)),
    step("mount from unknown", repository.mountBlob(source, unknownRepository().name)),
    step("mount malformed", repository.mountBlob("sha256:not-a-digest", otherRepository.name)),
  ]);
});

/** Successes that claim a mount, unlike the 202 of an upload session. */
const confirming = [200, 201, 204];

describe("Mounting a blob from another repository: what cannot be mounted", () => {
  requirement("push.mount.fallback-202", impossible, (steps) => {
    expect(steps.mountAbsent).toHaveStatus(202).toHaveHeader("Location");
    expect(steps.putAfterAll).toSucceed();
  });

  requirement("push.mount.missing-not-201", impossible, ({ headSource, mountAbsent, headAbsent }) => {
    given(headSource).toSucceed();
    expect(mountAbsent).notToHaveStatus(...confirming);
    integrity(headAbsent).notToSucceed();
  });

  requirement("push.mount.fallback-unknown-repo", impossible, ({ mountFromUnknown }) => {
    expect(mountFromUnknown).toHaveStatus(202, 201);
    if (mountFromUnknown.status === 202) expect(mountFromUnknown).toHaveHeader("Location");
  });

  requirement("push.mount.malformed-digest", impossible, ({ headSource, mountMalformed }) => {
    given(headSource).toSucceed();
    if (mountMalformed.status === 202) expect(mountMalformed).toHaveHeader("Location");
    else expect(mountMalformed).toBeRefused();
  });
});
