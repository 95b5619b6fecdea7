import { describe, expect, given, integrity, pushBlobsOf, requirement, scenario } from "../kit/index.ts";
import { zeros } from "./leading-zeros.ts";

const sha256 = scenario("an image is pushed whose digests begin with zeros", async (context) => {
  const { repository, step } = context;
  await pushBlobsOf(context, zeros);
  await step("put manifest", repository.putManifest(zeros.manifest.digest, zeros.manifest), { needs: "2xx" });
  await Promise.all([
    step("get layer", repository.getBlob(zeros.layer)),
    step("get config", repository.getBlob(zeros.config)),
    step("get manifest", repository.getManifest(zeros.manifest.digest, { about: zeros.manifest })),
  ]);
});

export const sha512 = scenario("a blob is pushed by its sha512 digest", async ({ repository, step, blob }) => {
  const content = blob(512);
  // The parameter is new in edge: a registry that stumbles over it is asked as before.
  const announced = await step("open", repository.openUpload({ query: "digest-algorithm=sha512" }));
  const taken = announced.answered && announced.status === 202;
  const opened = taken ? announced : await step("open plainly", repository.openUpload(), { needs: "2xx" });
  await step("close", opened.upload.put(content.sha512, content));
  await step("get", repository.getBlob(content.sha512, { about: content }));
});

const unknownAlgorithm = scenario("a blob is pushed by a digest of no known algorithm", async (context) => {
  const { repository, step, blob } = context;
  const content = blob(64);
  const digest = content.digest.replace("sha256", "conformance");
  const { upload } = await step("open", repository.openUpload(), { needs: "2xx" });
  await Promise.all([
    step("close", upload.put(digest, content)),
    step("post", repository.postBlob(content, digest)),
    step("post sha512", repository.postBlob(content, content.sha512)),
    step("post malformed", repository.postBlob(content, "conformance")),
  ]);
});

describe("Digests", () => {
  requirement("base.digest.sha256", sha256, ({ getLayer, getConfig, getManifest }) => {
    given(getLayer).toHaveStatus(200).toDeliver();
    for (const get of [getConfig, getManifest]) {
      expect(get).toHaveStatus(200);
      integrity(get).toDeliver();
    }
  });

  requirement("base.digest.sha512", sha512, ({ close, get }, { declined }) => {
    if (close.refused) return declined(`a push by sha512 digest answered ${close.status}`);
    expect(close).toSucceed();
    expect(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("base.digest.unsupported-algorithm-400", unknownAlgorithm, (steps) => {
    const { close, post, postSha512, postMalformed } = steps;
    expect(close).toHaveStatus(400);
    // A registry without single POST refuses it for that, or opens a session and never looks at the digest.
    for (const answer of [post, postMalformed]) expect(answer).toHaveStatus(400, 202, 405);
    // Known, and maybe supported; where there is no single POST, how that is said is not judged here.
    expect(postSha512).toHaveStatus(201, 400, 202, 404, 405);
  });
});
