import { existingImage } from "./existing-image.ts";
import { longScenario, pushImage, type ScenarioContext } from "./kit/index.ts";
import { readThere } from "./there.ts";

/**
 * The conversation everything rests on: a new image is pushed, then read back in every way the pull category has. A run
 * that only reads does so with one that is there.
 * A target that does not give back what was pushed here has proven nothing (see `engine/control.ts`).
 */
export const pushedImage = longScenario("an image is pushed and pulled back", async (context) => {
  const { repository, step, existing } = context;
  const { tag, image } = existing ? await existingImage(context, existing.tag) : await newlyPushed(context);
  const { manifest, layer } = image;
  await Promise.all([
    step("get by tag", repository.getManifest(tag, { about: manifest })),
    step("get by digest", repository.getManifest(manifest.digest, { about: manifest })),
    step("head by tag", repository.headManifest(tag, { about: manifest })),
    step("head by digest", repository.headManifest(manifest.digest, { about: manifest })),
    step("get blob", repository.getBlob(layer)),
    step("head blob", repository.headBlob(layer)),
    readThere(context),
  ]);
  return { tag, image };
});

async function newlyPushed(context: ScenarioContext) {
  const tag = context.unique("image");
  return { tag, image: await pushImage(context, tag) };
}
