import {
  Content,
  describe,
  expect,
  given,
  integrity,
  isThere,
  longScenario,
  pushImage,
  requirement,
  scenario,
} from "../kit/index.ts";
import { newManifest } from "./new-manifest.ts";

const pushed = longScenario("a manifest is pushed by tag, and two by digest", async (context) => {
  const { repository, step, unique, remember } = context;
  const [tagged, untagged, other] = [
    await newManifest(context),
    await newManifest(context),
    await newManifest(context),
  ];
  remember("sha512", other.sha512);
  const tag = unique("pushed");
  const [putByTag, putByDigest] = await Promise.all([
    step("put by tag", repository.putManifest(tag, tagged)),
    step("put by digest", repository.putManifest(untagged.digest, untagged)),
    step("put by sha512", repository.putManifest(other.sha512, other)),
  ]);
  await Promise.all([
    step("get by digest", repository.getManifest(untagged.digest, { about: untagged })),
    step("list tags", repository.listTags(), { shows: isThere }),
  ]);
  await step("repeat", repository.putManifest(tag, tagged));
  await step("get Location of tag", putByTag.pull(tagged));
  await step("get Location of digest", putByDigest.pull(untagged));
  return { tag };
});

const wrongDigest = scenario("a manifest is pushed under a digest it does not have", async (context) => {
  const { repository, step } = context;
  const manifest = await newManifest(context);
  const longer = Content.text(`${manifest.bytes.toString("utf8")}  `, manifest.mediaType);
  await step("put", repository.putManifest(manifest.digest, longer));
  await step("get claimed", repository.getManifest(manifest.digest, { about: manifest }));
  await step("put rightly", repository.putManifest(longer.digest, longer));
});

const badReferences = scenario("a manifest is pushed under what is neither tag nor digest", async (context) => {
  const { repository, step } = context;
  const manifest = await newManifest(context);
  await step("control", repository.putManifest(context.unique("control"), manifest));
  await Promise.all(
    ["-leading", "with%20space", "sha256:baddigeststring"].map((reference) =>
      step(`put at ${reference}`, repository.putManifest(reference, manifest)),
    ),
  );
});

const movedTag = scenario("a manifest is pushed to a tag that is taken", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("taken");
  const first = await newManifest(context);
  const second = await newManifest(context);
  await step("first", repository.putManifest(tag, first), { needs: "2xx" });
  await step("second", repository.putManifest(tag, second));
  await Promise.all([
    step("get tag", repository.getManifest(tag, { about: second })),
    step("get former", repository.getManifest(first.digest, { about: first })),
  ]);
});

const referenced = scenario("what a pushed manifest names is still there", async (context) => {
  const { repository, step, unique } = context;
  const { config, layer } = await pushImage(context, unique("referenced"));
  await Promise.all([step("get config", repository.getBlob(config)), step("get layer", repository.getBlob(layer))]);
});

describe("Pushing manifests", () => {
  requirement("push.manifest.created-201", pushed, ({ putByTag, putByDigest }) => {
    for (const put of [putByTag, putByDigest]) expect(put).toHaveStatus(201);
  });

  requirement("push.manifest.location", pushed, ({ putByTag, putByDigest }) => {
    for (const put of [putByTag, putByDigest]) {
      given(put).toSucceed();
      expect(put).toHaveHeader("Location");
    }
  });

  requirement("push.manifest.location-pullable", pushed, (steps) => {
    for (const get of [steps["get Location of tag"], steps["get Location of digest"]]) {
      expect(get).toHaveStatus(200);
      expect(get).toDeliver();
    }
  });

  requirement("push.manifest.content-digest-header", pushed, (steps, { recall, notApplicable }) => {
    const { putByTag, putByDigest, putBySha512 } = steps;
    const answers = [putByTag, putByDigest].filter((put) => put.header("Docker-Content-Digest") !== undefined);
    if (answers.length === 0) notApplicable("the answers have no Docker-Content-Digest to compare with");
    for (const put of answers) expect(put).toHaveDigestHeader();
    // A registry need not know sha512; one that does is to say so.
    const header = putBySha512.header("Docker-Content-Digest");
    if (putBySha512.answered && putBySha512.status === 201 && header !== undefined)
      expect(header, "Docker-Content-Digest", putBySha512).toBe(recall("sha512"));
  });

  requirement("push.manifest.references-blobs", referenced, ({ getConfig, getLayer }) => {
    for (const get of [getConfig, getLayer]) {
      expect(get).toHaveStatus(200);
      integrity(get).toDeliver();
    }
  });

  requirement("push.manifest.by-digest-untagged", pushed, ({ putByDigest, getByDigest, listTags }, { note }) => {
    given(putByDigest).toSucceed();
    expect(getByDigest).toHaveStatus(200);
    const list = listTags.status === 200 ? (listTags.json as { tags?: unknown } | undefined)?.tags : undefined;
    if (!Array.isArray(list)) return note("the tag list could not be read, so it was not looked at");
    const strange = list.filter(
      (tag) => typeof tag === "string" && tag.includes(getByDigest.about?.digest.slice(7) ?? ":"),
    );
    expect(strange.length, "tags made of the digest that was pushed:", listTags).toBe(0);
  });

  requirement("push.manifest.idempotent", pushed, ({ putByTag, repeat }) => {
    given(putByTag).toSucceed();
    expect(repeat).toSucceed();
  });

  requirement("push.manifest.reference-grammar", badReferences, ({ control }, { spec, stepsNamed, note }) => {
    given(control).toSucceed();
    // 1.0 has no grammar of tags, so there only a malformed digest is neither.
    for (const put of stepsNamed(spec === "1.0" ? "put at sha256:" : "put at ")) {
      expect(put).notToSucceed();
      if (put.status >= 500)
        note(`"${put.exchange.step}" answered ${put.status}, though it is the request that is wrong`);
    }
  });

  requirement("push.manifest.digest-mismatch", wrongDigest, ({ put, getClaimed, putRightly }) => {
    given(putRightly).toSucceed();
    integrity(put).notToSucceed();
    integrity(getClaimed).notToSucceed();
    expect(put).toHaveStatus(400);
  });

  requirement("push.manifest.tag-overwrite", movedTag, ({ second, getTag, getFormer }, { notApplicable }) => {
    if (second.status >= 400 && second.status < 500)
      notApplicable(
        `tags cannot be moved here (the second push answered ${second.status}): allow overwriting to test it`,
      );
    expect(second).toSucceed();
    expect(getTag).toDeliver();
    expect(getFormer).toHaveStatus(200);
  });
});
