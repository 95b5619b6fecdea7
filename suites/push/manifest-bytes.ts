import {
  Content,
  describe,
  descriptorOf,
  expect,
  given,
  integrity,
  mediaTypes,
  requirement,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { newManifest, pushOf } from "./new-manifest.ts";

/** Legal JSON that no serialiser would write: key order, tabs, escapes, a trailing newline, a number in long form. */
const oddFormat = scenario("an oddly formatted manifest is pushed", async ({ repository, step, after, unique }) => {
  const { config, layer } = (await after(pushedImage)).image;
  const tag = unique("odd");
  const text = `{\t"layers" : [${JSON.stringify(descriptorOf(layer))} ],\r\n "annotations":{"org.example.b":"\\u00fcber \\/ ü","org.example.a":"${tag}"},
  "config":${JSON.stringify(descriptorOf(config), null, 3)},"mediaType":"application\\/vnd.oci.image.manifest.v1+json"   ,"schemaVersion":2}\n\n`;
  const manifest = Content.text(text, mediaTypes.manifest);
  await step("put", repository.putManifest(tag, manifest));
  await Promise.all([
    step("get by tag", repository.getManifest(tag, { about: manifest })),
    step("get by digest", repository.getManifest(manifest.digest, { about: manifest })),
  ]);
});

const unknownFields = pushOf("a manifest with unknown fields is pushed", (context) =>
  newManifest(context, { "org.example.unknown": { nested: [1, "two", null] } }),
);

const embeddedData = pushOf("a manifest with embedded data is pushed", async (context) => {
  const { config } = (await context.after(pushedImage)).image;
  return newManifest(context, { config: { ...descriptorOf(config), data: config.bytes.toString("base64") } });
});

describe("Pushing manifests: the exact bytes", () => {
  requirement("push.manifest.exact-bytes", oddFormat, ({ put, getByTag, getByDigest }) => {
    given(put).toSucceed();
    for (const get of [getByTag, getByDigest]) {
      given(get).toHaveStatus(200);
      expect(get).toDeliver();
    }
  });

  for (const [id, scenario] of [
    ["push.manifest.unknown-fields", unknownFields],
    ["push.manifest.data-field", embeddedData],
  ] as const)
    requirement(id, scenario, ({ put, get }) => {
      expect(put).toSucceed();
      given(get).toHaveStatus(200);
      integrity(get).toDeliver();
    });
});
