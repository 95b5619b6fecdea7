import { describe, expect, given, integrity, manifestOf, requirement, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { expectThere } from "../there.ts";
import { bearing } from "./redirected.ts";

const contentDigest = "Docker-Content-Digest";

const untagged = scenario("a manifest is pushed by digest only", async ({ repository, step, after, unique }) => {
  const { image } = await after(pushedImage);
  const manifest = manifestOf(image, {
    annotations: { "org.example.unique": unique("untagged") },
  });
  await step("put", repository.putManifest(manifest.digest, manifest), { needs: "2xx" });
  await Promise.all([
    step("head", repository.headManifest(manifest.digest, { about: manifest })),
    step("get", repository.getManifest(manifest.digest, { about: manifest })),
  ]);
});

describe("Checking if content exists in the registry", () => {
  requirement("pull.manifest.head-200", pushedImage, ({ headByTag, headByDigest }, context) => {
    for (const head of [headByTag, headByDigest]) expect(head).toHaveStatus(200);
    expectThere("head", "manifest", context);
  });

  requirement("pull.manifest.head-digest-header", pushedImage, ({ headByTag, headByDigest }) => {
    for (const head of [headByTag, headByDigest]) {
      given(head).toHaveStatus(200);
      const bearer = bearing(contentDigest, head);
      expect(bearer).toHaveHeader(contentDigest);
      integrity(bearer).toHaveDigestHeader(contentDigest);
    }
  });

  requirement("pull.manifest.head-content-length", pushedImage, ({ headByTag, headByDigest }) => {
    for (const head of [headByTag, headByDigest]) {
      given(head).toHaveStatus(200);
      expect(head).toDeclareSize();
    }
  });

  requirement("pull.manifest.head-by-digest-only", untagged, ({ head, get }) => {
    for (const answer of [head, get]) expect(answer).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("pull.blob.head-200", pushedImage, ({ headBlob }, context) => {
    expect(headBlob).toHaveStatus(200);
    expectThere("head", "blob", context);
  });

  requirement("pull.blob.head-digest-header", pushedImage, ({ headBlob }) => {
    given(headBlob).toHaveStatus(200);
    const bearer = bearing(contentDigest, headBlob);
    expect(bearer).toHaveHeader(contentDigest);
    integrity(bearer).toHaveDigestHeader(contentDigest);
  });

  requirement("pull.blob.head-content-length", pushedImage, ({ headBlob }) => {
    given(headBlob).toHaveStatus(200);
    expect(headBlob).toDeclareSize();
  });
});
