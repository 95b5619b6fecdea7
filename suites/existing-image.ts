import {
  Content,
  type Descriptor,
  type Image,
  isObject,
  isThere,
  mediaTypes,
  type Reply,
  type ScenarioContext,
} from "./kit/index.ts";
import { Blocked } from "./kit/outcome.ts";

/** Content of more bytes than this is not read only to be compared. */
const enough = 4 * 1024 * 1024;

/** It may have been pushed a moment ago, through another door. */
const awaited = { needs: "2xx", shows: isThere } as const;

/**
 * Finds an image that somebody else has pushed: the manifest under the tag (of an index, its first), its config, and the
 * smallest of its layers. Every digest on the way is computed again.
 * @param tag undefined for the first in the tag list
 * @throws Blocked when there is none, or one whose bytes have another digest than its descriptor says
 */
export async function existingImage(
  context: ScenarioContext,
  tag: string | undefined,
): Promise<{ tag: string; image: Image }> {
  const { repository, step } = context;
  const name = tag ?? (await firstTag(context));
  const tagged = await step("find: manifest", repository.getManifest(name), awaited);
  const top = contentOf(tagged);
  const child = descriptorsIn(tagged, "manifests")[0];
  const manifest = child
    ? await step("find: manifest of the index", repository.getManifest(child.digest), awaited)
    : tagged;
  if (child) expectDigest(manifest, child);
  const blob = async (what: string, descriptor: Descriptor) => {
    const reply = await step(`find: ${what}`, repository.getBlob(descriptor.digest), awaited);
    expectDigest(reply, descriptor);
    return contentOf(reply, descriptor.mediaType);
  };
  const [config] = descriptorsIn(manifest, "config");
  if (!config) throw blockedAt(manifest, "has no config to pull");
  const layers = descriptorsIn(manifest, "layers").filter(
    ({ size, urls }) => size > 0 && size <= enough && urls === undefined,
  );
  const [smallest] = layers.sort((a, b) => a.size - b.size);
  const [ownConfig, layer] = await Promise.all([blob("config", config), smallest && blob("layer", smallest)]);
  return { tag: name, image: { manifest: top, config: ownConfig, layer: layer ?? ownConfig } };
}

async function firstTag({ repository, step }: ScenarioContext): Promise<string> {
  const list = await step("find: tags", repository.listTags(), awaited);
  const [tag] = [list.jsonObject?.tags].flat();
  if (typeof tag !== "string") throw blockedAt(list, "lists no tag: name one that is there by --tag");
  return tag;
}

/** The descriptors under that name, be it one or a list. */
function descriptorsIn(manifest: Reply, field: "manifests" | "config" | "layers"): Descriptor[] {
  return [manifest.jsonObject?.[field]]
    .flat()
    .filter((value): value is Descriptor => isObject(value) && typeof value.digest === "string");
}

function contentOf(reply: Reply, mediaType = reply.header("Content-Type")): Content {
  return new Content(reply.bytes, () => undefined, mediaType?.split(";")[0]?.trim() ?? mediaTypes.manifest);
}

/** Bytes that are not those of the descriptor are no ground to test on. */
function expectDigest(reply: Reply, { digest }: Descriptor): void {
  const { digest: sha256, sha512 } = reply.body;
  if (digest !== sha256 && digest !== sha512) throw blockedAt(reply, `gave bytes with digest ${sha256}`);
}

function blockedAt(reply: Reply, what: string): Blocked {
  const { scenario, step } = reply.exchange;
  return new Blocked(scenario, step, `"${reply.label}" ${what}`);
}
