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
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { newManifest, pushOf } from "./new-manifest.ts";

const missingBlob = pushOf("a manifest over a layer that nobody has is pushed", (context) => {
  const absent = descriptorOf(context.blob(1024, "absent layer").as(mediaTypes.layer));
  return newManifest(context, { layers: [absent] });
});

const sparseIndex = pushOf("an index of which one child is absent is pushed", async (context) => {
  const { image } = await context.after(pushedImage);
  const [present, absent] = [image.manifest, await newManifest(context)];
  return indexOver([
    { ...descriptorOf(present), platform: { os: "linux", architecture: "amd64" } },
    { ...descriptorOf(absent), platform: { os: "linux", architecture: "arm64" } },
  ]);
});

const nondistributable = pushOf("a manifest with a non-distributable layer is pushed", (context) => {
  const foreign = {
    ...descriptorOf(context.blob(1024, "foreign layer"), mediaTypes.nondistributableLayer),
    urls: ["https://layers.example/foreign.tar"],
  };
  return newManifest(context, { layers: [foreign] });
});

const notManifests = scenario("what is no manifest is pushed as one", async (context) => {
  const { repository, step, unique } = context;
  await step("control", repository.putManifest(unique("control"), await newManifest(context)));
  const bodies = { "cut JSON": '{"schemaVersion": 2, "config": {', text: "not json", nothing: "", "an array": "[]" };
  const push = async ([what, text]: [string, string]) => {
    const tag = unique("no-manifest");
    const body = Content.text(text, mediaTypes.manifest);
    await step(`put ${what}`, repository.putManifest(tag, body));
    await step(`get ${what}`, repository.getManifest(tag));
  };
  await Promise.all(Object.entries(bodies).map(push));
});

describe("Pushing manifests: references and refusals", () => {
  requirement("push.manifest.missing-blob-reject", missingBlob, ({ put, get }, { declined }) => {
    expect(put).notToBeServerError();
    if (put.status >= 400) return;
    integrity(get).toDeliver();
    declined(`the manifest is stored without its layer (${put.status})`);
  });

  for (const [id, push] of [
    ["push.manifest.sparse-index", sparseIndex],
    ["push.manifest.nondistributable", nondistributable],
  ] as const)
    requirement(id, push, ({ put, get }, { declined }) => {
      expect(put).notToBeServerError();
      if (put.status >= 400) {
        declined(`the push answered ${put.status}`);
        return;
      }
      given(get).toHaveStatus(200);
      integrity(get).toDeliver();
    });

  requirement("push.manifest.invalid-json", notManifests, ({ control }, { stepsNamed }) => {
    given(control).toSucceed();
    for (const put of stepsNamed("put ")) expect(put).toBeRefused();
    for (const get of stepsNamed("get ")) expect(get).notToSucceed();
  });
});
