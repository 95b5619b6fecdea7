import {
  describe,
  descriptorOf,
  expect,
  given,
  integrity,
  manifestOver,
  pushImage,
  requirement,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

const movedTag = scenario("a tag is pushed a second time", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("moved");
  const first = await pushImage(context, tag, "first");
  const second = await pushImage(context, unique("other"), "second");
  await step("move", repository.putManifest(tag, second.manifest));
  await step("get tag", repository.getManifest(tag, { about: second.manifest }));
  await step("get former", repository.getManifest(first.manifest.digest, { about: first.manifest }));
});

const untagged = scenario("a manifest is pushed by digest only", async ({ repository, step, after, unique }) => {
  const { image } = await after(pushedImage);
  const manifest = manifestOver(descriptorOf(image.config), [], {
    annotations: { "org.example.unique": unique("untagged") },
  });
  await step("put", repository.putManifest(manifest.digest, manifest), { needs: "2xx" });
  await step("head", repository.headManifest(manifest.digest, { about: manifest }));
  await step("get", repository.getManifest(manifest.digest, { about: manifest }));
});

describe("Pulling manifests", () => {
  requirement("pull.manifest.get-200", pushedImage, ({ getByTag, getByDigest }) => {
    for (const get of [getByTag, getByDigest]) {
      expect(get).toHaveStatus(200);
      integrity(get).toDeliver();
    }
  });

  requirement("pull.manifest.get-by-tag-latest-push", movedTag, ({ move, getTag, getFormer }, { notApplicable }) => {
    if (move.status >= 400)
      notApplicable(`tags are immutable here (the second push answered ${move.status}): allow overwriting to test it`);
    integrity(getTag).toDeliver();
    integrity(getFormer).toDeliver();
  });

  requirement("pull.manifest.content-digest-header", pushedImage, ({ getByTag, getByDigest }) => {
    for (const get of [getByTag, getByDigest]) {
      given(get).toHaveStatus(200);
      expect(get).toHaveHeader("Docker-Content-Digest");
    }
  });

  requirement("pull.manifest.head-by-digest-only", untagged, ({ head, get }) => {
    for (const answer of [head, get]) expect(answer).toHaveStatus(200);
  });
});
