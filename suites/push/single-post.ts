import {
  Content,
  describe,
  expect,
  given,
  integrity,
  type Observation,
  requirement,
  type ScenarioContext,
  scenario,
} from "../kit/index.ts";

/** Uploads by a single POST; where that opens a session instead, by the PUT that follows. */
async function post({ repository, step }: ScenarioContext, name: string, content: Content, digest = content.digest) {
  const posted = await step(`post${name}`, repository.postBlob(content, digest));
  if (posted.answered && posted.status === 202)
    await step(`put${name} after all`, posted.upload.put(digest, content, { about: content }));
  return posted;
}

export const singlePosts = scenario("blobs are pushed by a single POST", async (context) => {
  const { repository, step, blob } = context;
  const [content, claimed] = [blob(1024), blob(1024, "claimed")];
  const ordinary = async () => {
    const posted = await post(context, "", content);
    await step("get", repository.getBlob(content));
    if (confirmed(posted)) await step("get location", posted.pull(content));
  };
  const mismatched = async () => {
    await post(context, " mismatched", blob(1024, "mismatched"), claimed.digest);
    await step("head claimed", repository.headBlob(claimed));
  };
  await Promise.all([
    ordinary(),
    mismatched(),
    post(context, " empty", Content.empty),
    step("open", repository.openUpload()),
    step("head absent", repository.headBlob(blob(1024, "absent"))),
  ]);
});

/** It says that the blob is there: success, but not the 202 of a session. */
export function confirmed({ answered, status }: Observation): boolean {
  return answered && status >= 200 && status < 300 && status !== 202;
}

describe("Single POST", () => {
  requirement("push.single-post.supported", singlePosts, ({ post, get }, { declined }) => {
    if (post.status === 202 || post.refused) declined(`the POST is answered with ${post.status}`);
    else {
      expect(post).toSucceed();
      expect(get).toSucceed();
    }
  });

  requirement("push.single-post.fallback-202", singlePosts, (steps) => {
    given(steps.open).toSucceed();
    expect(steps.post).toHaveStatus(202).toHaveHeader("Location");
    expect(steps["put after all"]).toSucceed();
  });

  requirement("push.single-post.created-201", singlePosts, ({ post }) => {
    expect(post).toHaveStatus(201).toHaveHeader("Location");
  });

  requirement("push.single-post.location-pullable", singlePosts, ({ getLocation }) => {
    expect(getLocation).toSucceed();
    integrity(getLocation).toDeliver();
  });

  requirement("push.single-post.digest-mismatch", singlePosts, (steps, { happened }) => {
    given(steps.get).toSucceed();
    given(steps.headAbsent).notToSucceed();
    const { postMismatched, headClaimed } = steps;
    if (postMismatched.status !== 202) integrity(postMismatched).notToSucceed();
    if (happened("put mismatched after all")) integrity(steps["put mismatched after all"]).notToSucceed();
    integrity(headClaimed).notToSucceed();
    if (postMismatched.status !== 202) expect(postMismatched).toBeRefused();
  });

  requirement("push.single-post.empty-body", singlePosts, (steps, { notApplicable }) => {
    const { post, postEmpty } = steps;
    if (post.refused) notApplicable(`a single POST is answered with ${post.status} here: enable it to test more`);
    expect(postEmpty).toSucceed();
    if (postEmpty.status === 202) expect(steps["put empty after all"]).toSucceed();
  });
});
