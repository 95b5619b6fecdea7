import {
  describe,
  expect,
  given,
  integrity,
  longScenario,
  manifestOf,
  pushImage,
  requirement,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { expectThere } from "../there.ts";
import { bearing } from "./redirected.ts";

const contentDigest = "Docker-Content-Digest";

const movedTag = longScenario("a tag is pushed a second time", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("moved");
  const image = await pushImage(context, tag);
  const first = image.manifest;
  const second = manifestOf(image, {
    annotations: { "org.example.unique": unique("second") },
  });
  const before = await step("get before", repository.getManifest(tag, { about: first }), { needs: "2xx" });
  const etag = before.header("ETag");
  const unlessMatching = etag === undefined ? {} : { headers: { "If-None-Match": etag } };
  if (etag) await step("get unchanged", repository.getManifest(tag, { about: first, ...unlessMatching }));
  await step("move", repository.putManifest(tag, second));
  await Promise.all([
    step("get tag", repository.getManifest(tag, { about: second })),
    step("get former", repository.getManifest(first.digest, { about: first })),
    etag &&
      step("get changed", repository.getManifest(tag, { about: second, ...unlessMatching }), {
        shows: ({ status }) => status !== 304 && status !== 404,
      }),
  ]);
});

const bySha512 = scenario("a manifest is pushed by its sha512 digest", async ({ repository, step, after, unique }) => {
  const { image } = await after(pushedImage);
  const manifest = manifestOf(image, {
    annotations: { "org.example.unique": unique("sha512") },
  });
  await step("put", repository.putManifest(manifest.sha512, manifest));
  await step("get", repository.getManifest(manifest.sha512, { about: manifest }));
});

describe("Pulling manifests", () => {
  requirement("pull.manifest.get-200", pushedImage, ({ getByTag, getByDigest }, context) => {
    expect(getByTag).toHaveStatus(200);
    expect(getByDigest).toHaveStatus(200);
    integrity(getByTag).toDeliver();
    expectThere("get", "manifest", context);
  });

  requirement("pull.manifest.get-by-tag-latest-push", movedTag, ({ move, getTag, getFormer }, context) => {
    if (move.refused)
      context.notApplicable(
        `tags are immutable here (the second push answered ${move.status}): let them be overwritten`,
      );
    given(move).toSucceed();
    expect(getTag).toHaveStatus(200).toDeliver();
    if (getFormer.status !== 200)
      context.note(`the manifest that the tag named before is gone (pulled by digest: status ${getFormer.status})`);
  });

  requirement("pull.manifest.get-by-digest-body", pushedImage, ({ getByDigest }) => {
    given(getByDigest).toHaveStatus(200);
    integrity(getByDigest).toDeliver();
  });

  requirement("pull.manifest.content-digest-header", pushedImage, ({ getByTag, getByDigest }) => {
    for (const get of [getByTag, getByDigest]) {
      given(get).toHaveStatus(200);
      expect(bearing(contentDigest, get)).toHaveHeader(contentDigest);
    }
  });

  requirement("pull.manifest.content-digest-correct", pushedImage, ({ getByTag, getByDigest }, { notApplicable }) => {
    for (const get of [getByTag, getByDigest]) {
      given(get).toHaveStatus(200);
      const bearer = bearing(contentDigest, get);
      if (!bearer.header(contentDigest)) notApplicable(`manifests come without ${contentDigest}: send it to test it`);
      integrity(bearer).toHaveDigestHeader(contentDigest);
    }
  });

  requirement("pull.manifest.digest-may-differ", bySha512, ({ put, get }, { declined, notApplicable }) => {
    if (put.refused) notApplicable(`no manifest can be pushed by its sha512 digest here (status ${put.status})`);
    given(put).toSucceed();
    given(get).toHaveStatus(200);
    const bearer = bearing(contentDigest, get);
    const digest = bearer.header(contentDigest);
    if (!digest) notApplicable(`manifests come without ${contentDigest}: send it to test it`);
    expect(bearer).toHaveDigestHeader(contentDigest);
    if (digest?.startsWith("sha512:")) declined("the header has the algorithm of the request");
  });

  requirement("pull.manifest.conditional-get", movedTag, (steps, { happened, notApplicable, note }) => {
    if (!happened("get unchanged")) notApplicable("this manifest came without an ETag: send it to test it");
    const { getUnchanged, move } = steps;
    expect(getUnchanged).toHaveStatus(304, 200);
    if (getUnchanged.status === 200) note("If-None-Match is ignored: the whole manifest is sent again");
    if (move.refused) return note("tags are immutable here, so no changed manifest could be asked for");
    given(move).toSucceed();
    given(steps.getTag).toHaveStatus(200).toDeliver();
    expect(steps.getChanged).toHaveStatus(200);
  });
});
