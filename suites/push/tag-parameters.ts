import {
  describe,
  expect,
  given,
  integrity,
  type Observation,
  requirement,
  type ScenarioContext,
  scenario,
} from "../kit/index.ts";
import { newManifest } from "./new-manifest.ts";

/** A manifest pushed by digest with tags in the query; `tags` are names without their unique ending. */
async function pushWithTags(context: ScenarioContext, ...names: string[]) {
  const { repository, step, unique } = context;
  const manifest = await newManifest(context);
  const tags = names.map((name) => unique(name));
  const query = tags.map((tag) => `tag=${tag}`).join("&");
  await step("put", repository.putManifest(manifest.digest, manifest, { query }));
  return { manifest, tags };
}

/** Three tags; it also finds out whether the registry takes tag parameters at all. */
export const threeTags = scenario("a manifest is pushed by digest with three tags", async (context) => {
  const { repository, step, remember } = context;
  const { manifest, tags } = await pushWithTags(context, "one", "two", "three");
  remember("tags", tags);
  await Promise.all(tags.map((tag) => step(`get ${tag}`, repository.getManifest(tag, { about: manifest }))));
});

const tenTags = scenario("a manifest is pushed by digest with ten tags", async (context) => {
  const { tags } = await pushWithTags(context, ...Array.from({ length: 10 }, (_, index) => `of-ten-${index}`));
  context.remember("tags", tags);
});

const manyTags = scenario("a manifest is pushed by digest with five hundred tags", async (context) => {
  await pushWithTags(context, ...Array.from({ length: 500 }, (_, index) => `t${index}`));
});

const invalidTag = scenario("a manifest is pushed by digest with a good and a bad tag", async (context) => {
  const { repository, step, unique } = context;
  const manifest = await newManifest(context);
  await step("put", repository.putManifest(manifest.digest, manifest, { query: `tag=${unique("good")}&tag=-bad` }));
  await step("get bad", repository.getManifest("-bad", { about: manifest }));
});

const tagAndParameter = scenario("a manifest is pushed by tag with a tag in the query", async (context) => {
  const { repository, step, unique } = context;
  const manifest = await newManifest(context);
  const [tag, other] = [unique("tag"), unique("other")];
  await step("put", repository.putManifest(tag, manifest, { query: `tag=${other}` }));
  await step("get tag", repository.getManifest(tag, { about: manifest }));
});

/** The tags that the answer says were created: several lines and comma-separated lists mean the same (RFC 9110, 5.3). */
export function createdTags(put: Observation): string[] {
  return put
    .headers("OCI-Tag")
    .flatMap((line) => line.split(","))
    .map((tag) => tag.trim())
    .filter(Boolean);
}

describe("Pushing manifests: tags in the query", () => {
  requirement("push.manifest.tag-param", threeTags, ({ put }, { stepsNamed, declined }) => {
    expect(put).notToBeServerError();
    const created = createdTags(put);
    if (created.length === 0) return declined(`no OCI-Tag in the answer (${put.status})`);
    expect(put).toSucceed();
    for (const get of stepsNamed("get ")) {
      const promised = created.some((tag) => get.exchange.request.url.endsWith(`/manifests/${tag}`));
      if (!promised) continue;
      expect(get).toHaveStatus(200);
      integrity(get).toDeliver();
    }
  });

  requirement("push.manifest.tag-param-oci-tag", threeTags, ({ put }, { stepsNamed, recall }) => {
    given(put).toSucceed();
    const created = new Set(createdTags(put));
    const gets = stepsNamed("get ");
    for (const [index, tag] of recall<string[]>("tags").entries())
      if (gets[index].status === 200)
        expect(created.has(tag), `whether OCI-Tag lists ${tag}, which was created:`, put).toBe(true);
  });

  requirement("push.manifest.tag-param-ten", tenTags, ({ put }, { recall }) => {
    expect(put).toSucceed();
    const created = new Set(createdTags(put));
    const missing = recall<string[]>("tags").filter((tag) => !created.has(tag));
    expect(missing.length, "of ten tags, the number left out:", put).toBe(0);
  });

  requirement("push.manifest.tag-param-414", manyTags, ({ put }, { declined }) => {
    expect(put).notToBeServerError();
    if (put.status !== 414) declined(`five hundred tags answered ${put.status}`);
  });

  requirement("push.manifest.tag-param-invalid", invalidTag, ({ put, getBad }) => {
    expect(put).notToBeServerError();
    expect(createdTags(put).includes("-bad"), "whether OCI-Tag lists the invalid tag:", put).toBe(false);
    expect(getBad).notToSucceed();
  });

  requirement("push.manifest.tag-param-by-tag", tagAndParameter, ({ put, getTag }, { declined }) => {
    expect(put).notToBeServerError();
    if (put.status >= 400) return declined(`the push answered ${put.status}`);
    integrity(getTag).toDeliver();
    if (createdTags(put).length === 0) declined("the tag in the query was ignored");
  });
});
