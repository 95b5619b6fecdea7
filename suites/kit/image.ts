import { Content } from "../../client/content.ts";
import { mediaTypes } from "./media-types.ts";
import type { Reply } from "./reply.ts";
import type { ScenarioContext } from "./scenario.ts";

/** A descriptor as it stands in a manifest. */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  [field: string]: unknown;
}

/** An image that can be pushed: its manifest with config and layer. */
export interface Image {
  readonly manifest: Content;
  readonly config: Content;
  readonly layer: Content;
}

export function descriptorOf(content: Content, mediaType = content.mediaType): Descriptor {
  return { mediaType: mediaType ?? "application/octet-stream", digest: content.digest, size: content.size };
}

/** An image manifest over this config and these layers. `fields` are laid over it; undefined ones are left out. */
export function manifestOver(config: Descriptor, layers: Descriptor[], fields: Record<string, unknown> = {}): Content {
  return Content.json(
    { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers, ...fields },
    mediaTypes.manifest,
  );
}

/** An image manifest over the config and the layer of an image. `fields` are laid over it; undefined ones are left out. */
export function manifestOf(
  { config, layer }: Pick<Image, "config" | "layer">,
  fields: Record<string, unknown> = {},
): Content {
  return manifestOver(descriptorOf(config), [descriptorOf(layer)], fields);
}

/** An index over these manifests. */
export function indexOver(manifests: Descriptor[], fields: Record<string, unknown> = {}): Content {
  return Content.json({ schemaVersion: 2, mediaType: mediaTypes.index, manifests, ...fields }, mediaTypes.index);
}

/** New content for an image, not pushed yet. */
export function newImage({ blob, unique }: ScenarioContext, label = "image"): Image {
  const layer = blob(1024, `${label}-layer`).as(mediaTypes.layer);
  const config = Content.json(
    {
      architecture: "amd64",
      os: "linux",
      config: { Labels: { "org.example.unique": unique(label) } },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
    },
    mediaTypes.config,
  );
  return { layer, config, manifest: manifestOf({ config, layer }) };
}

/**
 * By these a registry may say that it takes no content with the closing PUT, which another requirement fails. Neither a missing
 * right nor a full quota is among them: another way would not help.
 */
const notWithThePut = [400, 404, 405, 411, 415, 500, 501];

/** Pushes a blob by POST and PUT, or else by POST, PATCH and an empty PUT; the scenario stops when neither is accepted. */
export async function pushBlob(context: Pushing, blob: Content, name = "blob"): Promise<void> {
  const opened = await context.step(`push ${name}: open`, context.repository.openUpload(), { needs: "2xx" });
  await closeWith(context, opened, blob, name);
}

/** The same, where the session has been opened. */
export async function closeWith({ step, repository }: Pushing, opened: Reply, blob: Content, name: string) {
  const closed = await step(`push ${name}: close`, opened.upload.put(blob, blob), {
    needs: "2xx",
    orElse: notWithThePut,
  });
  if (closed.status < 300) return;
  const again = await step(`push ${name}: open otherwise`, repository.openUpload(), { needs: "2xx" });
  const sent = await step(`push ${name}: send otherwise`, again.upload.patch(blob, { at: 0 }), { needs: "2xx" });
  const { upload } = sent.header("Location") === undefined ? again : sent;
  await step(`push ${name}: close otherwise`, upload.put(blob), { needs: "2xx" });
}

type Pushing = Pick<ScenarioContext, "step" | "repository">;

/** Pushes config and layer, so that a manifest over them can follow. */
export async function pushBlobsOf(
  context: Pick<ScenarioContext, "step" | "repository">,
  image: Image,
  name = "image",
): Promise<void> {
  await Promise.all([
    pushBlob(context, image.config, `${name} config`),
    pushBlob(context, image.layer, `${name} layer`),
  ]);
}

/** Pushes a whole new image under this tag. */
export async function pushImage(context: ScenarioContext, tag: string, name = "image"): Promise<Image> {
  const image = newImage(context, name);
  await pushBlobsOf(context, image, name);
  await context.step(`push ${name}: manifest`, context.repository.putManifest(tag, image.manifest), { needs: "2xx" });
  return image;
}
