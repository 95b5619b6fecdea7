import {
  describe,
  descriptorOf,
  expect,
  given,
  indexOver,
  integrity,
  longScenario,
  pushImage,
  requirement,
} from "../kit/index.ts";
import { referrers } from "./pushed.ts";

/** The tag that clients keep referrers under where there is no API: the digest, with `-` for what no tag may have. */
const fallbackTag = longScenario("an index is pushed to the tag that stands for a digest", async (context) => {
  const { repository, step, unique, blob } = context;
  const { manifest } = await pushImage(context, unique("listed"));
  const index = indexOver([descriptorOf(manifest)]);
  const tag = blob(64, "subject").digest.replace(":", "-");
  await step("put under another tag", repository.putManifest(unique("another"), index));
  await step("put", repository.putManifest(tag, index));
  await step("get", repository.getManifest(tag, { about: index }));
});

describe("Referrers Tag Schema", () => {
  requirement("referrers.tag-schema.name", fallbackTag, ({ put, putUnderAnotherTag }) => {
    given(putUnderAnotherTag).toSucceed();
    expect(put).toSucceed();
  });

  requirement("referrers.tag-schema.content", fallbackTag, ({ put, get }) => {
    given(put).toSucceed();
    expect(get).toHaveStatus(200);
    integrity(get).toDeliver();
    expect(get).toHaveContentTypeOf(put);
  });
});

describe("Unavailable Referrers API", () => {
  requirement("referrers.unsupported-404", referrers, ({ list }) => {
    expect(list).toHaveStatus(404);
  });

  requirement("push.manifest.oci-subject-without-api", referrers, ({ putTyped }) => {
    given(putTyped).toSucceed();
    expect(putTyped).toLackHeader("OCI-Subject");
  });
});
