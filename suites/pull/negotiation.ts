import {
  describe,
  descriptorOf,
  expect,
  given,
  indexOver,
  integrity,
  mediaTypes,
  requirement,
  scenario,
} from "../kit/index.ts";
import { newManifest, pushOf } from "../push/new-manifest.ts";
import { pushedImage } from "../seed.ts";

const foreignType = "application/vnd.example.other+json";

/** An image, and an index over another one, asked for with every kind of Accept and with none. */
const accepted = scenario("manifests are asked for with every kind of Accept", async (context) => {
  const { repository, step, unique } = context;
  const child = await newManifest(context);
  const index = indexOver([descriptorOf(child)]);
  const tag = unique("index");
  await step("put child", repository.putManifest(child.digest, child), { needs: "2xx" });
  await step("put index", repository.putManifest(tag, index), { needs: "2xx" });
  const getIndex = (accept: string | string[]) =>
    repository.request("GET", `manifests/${tag}`, { about: index, headers: { Accept: accept } });
  await Promise.all([
    step("accept index", getIndex(mediaTypes.index)),
    step("accept both in a line", getIndex(`${mediaTypes.index},${mediaTypes.manifest}`)),
    step("accept both in two lines", getIndex([mediaTypes.manifest, mediaTypes.index])),
    step("no accept", repository.request("GET", `manifests/${child.digest}`, { about: child })),
    step("no accept by tag", repository.request("GET", `manifests/${tag}`, { about: index })),
    step(
      "accept another",
      repository.request("GET", `manifests/${child.digest}`, { about: child, headers: { Accept: foreignType } }),
    ),
  ]);
});

const withParameter = pushOf(
  "a manifest is pushed under a type with a parameter",
  (context) => newManifest(context),
  `${mediaTypes.manifest}; charset=utf-8`,
);

const withoutOwnType = pushOf("a manifest that does not say its type is pushed and pulled", (context) =>
  newManifest(context, { mediaType: undefined }),
);

describe("Pulling manifests: types", () => {
  requirement("pull.manifest.content-type", pushedImage, (steps, { happened, notApplicable }) => {
    for (const get of [steps.getByTag, steps.getByDigest]) {
      given(get).toHaveStatus(200);
      const pushed = happened("push image: manifest");
      if (pushed) expect(get).toHaveContentTypeOf(steps["push image: manifest"]);
      else if (typeof get.jsonObject?.mediaType === "string")
        expect(get.header("Content-Type")?.split(";")[0]?.trim(), "Content-Type", get).toBe(get.jsonObject.mediaType);
      else notApplicable("the manifest does not say its type, and who pushed it as what is not known");
    }
  });

  requirement("pull.manifest.content-type-no-params", pushedImage, ({ getByTag, headByTag }) => {
    for (const answer of [getByTag, headByTag]) {
      given(answer).toHaveStatus(200);
      expect(answer.header("Content-Type")?.includes(";") ?? false, "parameters in Content-Type", answer).toBe(false);
    }
  });

  requirement("push.manifest.content-type-roundtrip", withoutOwnType, ({ put, get }) => {
    given(put).toSucceed();
    given(get).toHaveStatus(200);
    expect(get).toHaveContentTypeOf(put);
  });

  requirement("push.manifest.ignore-type-params", withParameter, ({ put, get }) => {
    expect(put).toSucceed();
    given(get).toHaveStatus(200);
    expect(get).toHaveContentTypeOf(put);
  });
});

describe("Pulling manifests: Accept", () => {
  requirement("pull.negotiation.index-by-accept", accepted, ({ acceptIndex, acceptBothInALine }) => {
    for (const get of [acceptIndex, acceptBothInALine]) expect(get).toHaveStatus(200).toDeliver();
  });

  requirement("pull.negotiation.accept-multi-header", accepted, ({ acceptBothInALine, acceptBothInTwoLines }) => {
    given(acceptBothInALine).toHaveStatus(200).toDeliver();
    expect(acceptBothInTwoLines).toHaveStatus(200).toDeliver();
  });

  requirement("pull.negotiation.no-accept", accepted, ({ noAccept, noAcceptByTag }, { note }) => {
    expect(noAccept).toHaveStatus(200);
    integrity(noAccept).toDeliver();
    expect(noAcceptByTag).notToBeServerError();
    if (noAcceptByTag.status !== 200) note(`an index asked for by tag answers ${noAcceptByTag.status}`);
  });

  requirement("pull.negotiation.accept-mismatch", accepted, ({ acceptAnother }, { declined }) => {
    expect(acceptAnother).notToBeServerError();
    if (acceptAnother.status !== 200) return declined(`status ${acceptAnother.status}`);
    integrity(acceptAnother).toDeliver();
  });
});
