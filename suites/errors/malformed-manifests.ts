import { type Content, descriptorOf, type ScenarioContext } from "../kit/index.ts";
import { newManifest } from "../push/new-manifest.ts";
import { pushedImage } from "../seed.ts";

/** JSON that the image spec does not allow in a manifest, by what is wrong. Nothing says that a registry has to see it. */
export async function malformedManifests(context: ScenarioContext): Promise<Record<string, Content>> {
  const { layer } = (await context.after(pushedImage)).image;
  const described = descriptorOf(layer);
  const flaws: Record<string, Record<string, unknown>> = {
    "an unknown schemaVersion": { schemaVersion: 3 },
    "no config": { config: undefined },
    "an object for layers": { layers: {} },
    "a short digest": { layers: [{ ...described, digest: described.digest.slice(0, -1) }] },
    "a negative size": { layers: [{ ...described, size: -1 }] },
    "a number for an annotation": { annotations: { "org.example.number": 1 } },
  };
  const made = Object.entries(flaws).map(async ([flaw, fields]) => [flaw, await newManifest(context, fields)] as const);
  return Object.fromEntries(await Promise.all(made));
}
