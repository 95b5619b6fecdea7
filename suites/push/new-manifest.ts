import { type Content, manifestOf, type Scenario, type ScenarioContext, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

/** An image manifest that nobody has pushed yet, over blobs that are there. `fields` are laid over it. */
export async function newManifest(
  { after, unique }: ScenarioContext,
  fields: Record<string, unknown> = {},
): Promise<Content> {
  const { image } = await after(pushedImage);
  const annotations = { "org.example.unique": unique("manifest") };
  return manifestOf(image, { annotations, ...fields });
}

/** A manifest pushed by tag and read back, in a scenario of its own: steps "put" and "get". */
export function pushOf(
  title: string,
  make: (context: ScenarioContext) => Promise<Content>,
  contentType?: string,
): Scenario<void> {
  return scenario(title, async (context) => {
    const { repository, step, unique } = context;
    const tag = unique("type");
    const manifest = await make(context);
    const headers = contentType === undefined ? {} : { headers: { "Content-Type": contentType } };
    await step("put", repository.putManifest(tag, manifest, headers));
    await step("get", repository.getManifest(tag, { about: manifest }));
  });
}
