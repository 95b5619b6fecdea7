import { type Content, descriptorOf, manifestOver, type ScenarioContext } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

/** An image manifest that nobody has pushed yet, over blobs that are there. `fields` are laid over it. */
export async function newManifest(
  { after, unique }: ScenarioContext,
  fields: Record<string, unknown> = {},
): Promise<Content> {
  const { config, layer } = (await after(pushedImage)).image;
  const annotations = { "org.example.unique": unique("manifest") };
  return manifestOver(descriptorOf(config), [descriptorOf(layer)], { annotations, ...fields });
}
