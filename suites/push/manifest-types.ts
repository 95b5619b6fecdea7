import {
  Content,
  describe,
  descriptorOf,
  expect,
  given,
  indexOver,
  integrity,
  mediaTypes,
  requirement,
  type Steps,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { newManifest, pushOf } from "./new-manifest.ts";

const withoutType = pushOf("a manifest is pushed without Content-Type", async (context) => {
  const typed = await newManifest(context);
  return new Content(typed.bytes, () => typed.source);
});

const contradictory = pushOf(
  "a manifest is pushed under another type than it declares",
  (context) => newManifest(context),
  mediaTypes.index,
);

const mediaTypeAbsent = pushOf("a manifest without mediaType is pushed", (context) =>
  newManifest(context, { mediaType: undefined }),
);

const noLayers = pushOf("a manifest without layers is pushed", (context) => newManifest(context, { layers: [] }));

const unknownType = pushOf("a manifest of an unknown type is pushed", async ({ unique }) => {
  const mediaType = "application/vnd.example.manifest.v1+json";
  return Content.json({ mediaType, unique: unique("unknown-type") }, mediaType);
});

const artifact = scenario("a manifest with an artifact type is pushed", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("artifact");
  const empty = Content.text("{}", mediaTypes.empty);
  const opened = await step("push empty config: open", repository.openUpload(), { needs: "2xx" });
  await step("push empty config: close", opened.upload.put(empty, empty), { needs: "2xx" });
  const manifest = await newManifest(context, {
    artifactType: "application/vnd.example.artifact",
    config: descriptorOf(empty),
  });
  await step("put", repository.putManifest(tag, manifest));
  await step("get", repository.getManifest(tag, { about: manifest }));
});

const dockerSchema2 = pushOf("a Docker schema 2 manifest is pushed", async (context) => {
  const { config, layer } = (await context.after(pushedImage)).image;
  return Content.json(
    {
      schemaVersion: 2,
      mediaType: mediaTypes.dockerManifest,
      config: descriptorOf(config, mediaTypes.dockerConfig),
      layers: [descriptorOf(layer, mediaTypes.dockerLayer)],
      "org.example.unique": context.unique("docker"),
    },
    mediaTypes.dockerManifest,
  );
});

const index = scenario("an index over two manifests is pushed", async (context) => {
  const { repository, step, unique } = context;
  const children = [await newManifest(context), await newManifest(context)];
  await Promise.all(
    children.map((child, number) =>
      step(`put child ${number}`, repository.putManifest(child.digest, child), { needs: "2xx" }),
    ),
  );
  const over = indexOver(children.map((child, number) => ({ ...descriptorOf(child), platform: platforms[number] })));
  const tag = unique("index");
  await step("put", repository.putManifest(tag, over));
  await step("get", repository.getManifest(tag, { about: over }));
});

const platforms = [
  { os: "linux", architecture: "amd64" },
  { os: "linux", architecture: "arm64", variant: "v8" },
];

/** Taken up means stored as it came; declining is the registry's right, a server error is not. */
function takenUpOrDeclined({ put, get }: Steps, declined: (how: string) => void): void {
  expect(put).notToBeServerError();
  if (put.status >= 400) {
    declined(`the push answered ${put.status}`);
    return;
  }
  expect(put).toSucceed();
  given(get).toHaveStatus(200);
  integrity(get).toDeliver();
}

describe("Pushing manifests: types", () => {
  requirement("push.manifest.no-content-type", withoutType, (steps, { declined }) =>
    takenUpOrDeclined(steps, declined),
  );

  requirement("push.manifest.mediatype-conflict", contradictory, (steps, { declined }) =>
    takenUpOrDeclined(steps, declined),
  );

  requirement("push.manifest.unknown-media-type", unknownType, (steps, { declined }) => {
    takenUpOrDeclined(steps, declined);
    if (steps.put.status < 300) expect(steps.get).toHaveContentTypeOf(steps.put);
  });

  requirement("push.manifest.docker-schema2", dockerSchema2, (steps, { declined }) => {
    takenUpOrDeclined(steps, declined);
    if (steps.put.status < 300) expect(steps.get).toHaveContentTypeOf(steps.put);
  });

  requirement("push.manifest.empty-layers", noLayers, (steps, { declined }) => takenUpOrDeclined(steps, declined));

  requirement("push.manifest.mediatype-absent", mediaTypeAbsent, ({ put, get }) => {
    expect(put).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.manifest.artifact-type", artifact, ({ put, get }) => {
    expect(put).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });

  requirement("push.manifest.index-accepted", index, ({ put, get }) => {
    expect(put).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
    expect(get).toHaveContentTypeOf(put);
  });
});
