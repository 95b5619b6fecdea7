import {
  describe,
  expect,
  given,
  integrity,
  isThere,
  longScenario,
  type Observation,
  pushBlob,
  requirement,
  scenario,
} from "../kit/index.ts";

/** It says that the blob is there: success, but not the 202 of a session. */
export function mounted({ answered, status }: Observation): boolean {
  return answered && status >= 200 && status < 300 && status !== 202;
}

export const mount = longScenario("a blob is mounted from another repository", async (context) => {
  const { repository, otherRepository, step, blob } = context;
  const content = blob(1024);
  const another = blob(1024, "another");
  await Promise.all([
    pushBlob({ step, repository: otherRepository }, content, "source"),
    pushBlob({ step, repository: otherRepository }, another, "another source"),
  ]);
  const answer = await step("mount", repository.mountBlob(content, otherRepository.name));
  // Its Location must not be that of the blob before it.
  const [next] = await Promise.all([
    step("mount another", repository.mountBlob(another, otherRepository.name)),
    step("get", repository.getBlob(content)),
  ]);
  await Promise.all([
    mounted(answer) && step("get location", answer.pull(content)),
    mounted(next) && step("get location of another", next.pull(another)),
  ]);

  // A source that took content by its sha512 digest can be asked to mount it by that one.
  const other = blob(1024, "by sha512");
  const opened = await step("open by sha512", otherRepository.openUpload());
  if (!opened.answered || opened.status !== 202) return;
  await step("source by sha512", opened.upload.put(other.sha512, other));
  const source = await step("head source by sha512", otherRepository.headBlob(other.sha512), { shows: isThere });
  if (!source.answered || source.status !== 200) return;
  const again = await step("mount by sha512", repository.mountBlob(other.sha512, otherRepository.name));
  if (mounted(again)) await step("get location by sha512", again.pull(other));
});

const sourceDeleted = scenario("a blob is mounted, then deleted where it came from", async (context) => {
  const { repository, otherRepository, step, blob } = context;
  const content = blob(1024);
  await pushBlob({ step, repository: otherRepository }, content, "source");
  await step("mount", repository.mountBlob(content, otherRepository.name), { needs: "2xx" });
  await step("head before", repository.headBlob(content));
  await step("delete source", otherRepository.deleteBlob(content));
  await step("get after", repository.getBlob(content));
});

const ownBlob = scenario("a blob is mounted from the repository itself", async (context) => {
  const { repository, step, blob } = context;
  const content = blob(1024);
  await pushBlob(context, content);
  await step("mount", repository.mountBlob(content, repository.name));
  await step("get", repository.getBlob(content));
});

const unnamedSource = scenario("a blob is mounted from wherever it is", async (context) => {
  const { repository, otherRepository, step, blob } = context;
  const content = blob(1024);
  await pushBlob({ step, repository: otherRepository }, content, "source");
  await step("mount", repository.mountBlob(content));
  await step("get", repository.getBlob(content));
});

describe("Mounting a blob from another repository", () => {
  requirement("push.mount.created-201", mount, ({ mount }) => {
    expect(mount).toHaveStatus(201).toHaveHeader("Location");
  });

  requirement("push.mount.location-pullable", mount, (steps, { happened }) => {
    const ofAnother = happened("get location of another") ? [steps.getLocationOfAnother] : [];
    const bySha512 = happened("get location by sha512") ? [steps.getLocationBySha512] : [];
    for (const answer of [steps.getLocation, ...ofAnother, ...bySha512]) {
      expect(answer).toSucceed();
      integrity(answer).toDeliver();
    }
  });

  requirement("push.mount.visible-in-target", mount, ({ get }) => {
    expect(get).toSucceed();
    integrity(get).toDeliver();
  });

  requirement("push.mount.content-digest", mount, ({ mount }, { notApplicable }) => {
    if (mount.header("Docker-Content-Digest") === undefined)
      notApplicable("the answer to the mount has no Docker-Content-Digest, and needs none");
    expect(mount).toHaveDigestHeader();
  });

  requirement("push.mount.from-optional", unnamedSource, ({ mount, get }, { declined }) => {
    if (mount.status === 202) {
      expect(mount).toHaveHeader("Location");
      declined("without from, the POST starts an upload");
    } else {
      expect(mount).toHaveStatus(201);
      expect(get).toSucceed();
    }
  });

  requirement("push.mount.same-repo", ownBlob, ({ mount, get }) => {
    expect(mount).toHaveStatus(201, 202);
    if (mount.status === 202) expect(mount).toHaveHeader("Location");
    expect(get).toSucceed();
    integrity(get).toDeliver();
  });

  requirement("push.mount.persist-after-source-delete", sourceDeleted, ({ headBefore, deleteSource, getAfter }) => {
    for (const answer of [headBefore, deleteSource]) given(answer).toSucceed();
    expect(getAfter).toSucceed();
    integrity(getAfter).toDeliver();
  });
});
