import { Content, descriptorOf, manifestOf, mediaTypes, pushBlob, type ScenarioContext } from "../../kit/index.ts";
import { pushedImage } from "../../seed.ts";
import { newManifest } from "../new-manifest.ts";
import type { Make } from "./each.ts";

/** Legal JSON that no serialiser would write: key order, tabs, escapes, a trailing newline, a type with an escaped slash. */
export const oddFormat: Make = async ({ after, unique }) => {
  const { config, layer } = (await after(pushedImage)).image;
  const text = `{\t"layers" : [${JSON.stringify(descriptorOf(layer))} ],\r\n "annotations":{"org.example.b":"\\u00fcber \\/ ü","org.example.a":"${unique("odd")}"},
  "config":${JSON.stringify(descriptorOf(config), null, 3)},"mediaType":"application\\/vnd.oci.image.manifest.v1+json"   ,"schemaVersion":2}\n\n`;
  return Content.text(text, mediaTypes.manifest);
};

/** Names within a JSON object should be unique, and need not be (RFC 8259, section 4). */
export const fieldTwice: Make = async (context) => {
  const manifest = await newManifest(context);
  const twice = `{\n  "org.example.twice": 1,\n  "org.example.twice": 2,`;
  return Content.text(manifest.bytes.toString("utf8").replace("{", twice), manifest.mediaType);
};

export const unknownFields: Make = async (context) => {
  const { config, layer } = (await context.after(pushedImage)).image;
  const unknown = { "org.example.unknown": { nested: [1, "two", null] } };
  return newManifest(context, {
    ...unknown,
    config: descriptorOf(config),
    layers: [{ ...descriptorOf(layer), "org.example.unknown-of-layer": true }],
  });
};

/** Every optional field that manifest and descriptors have, but for `data`, `subject` and `urls`, which stand elsewhere. */
export const everyField: Make = async (context) => {
  const { config, layer } = (await context.after(pushedImage)).image;
  const annotations = { "org.example.unique": context.unique("every-field") };
  const described = { ...descriptorOf(layer), annotations, artifactType: "application/vnd.example.layer" };
  return manifestOf({ config, layer }, { layers: [described], annotations, artifactType: "application/vnd.example" });
};

/** An artifact of before artifactType: the type of its config says what it is. */
export const unknownContent: Make = async (context) => {
  const { config, layer } = (await context.after(pushedImage)).image;
  return newManifest(context, {
    config: descriptorOf(config, "application/vnd.example.config.v1+json"),
    layers: [descriptorOf(layer, "application/vnd.example.chart.v1.tar+gzip"), descriptorOf(layer, "text/x-example")],
  });
};

/** A layer that was pushed by, and is named by, its sha512 digest. */
export const sha512Layer: Make = async (context) => {
  const { repository, step, blob } = context;
  const layer = blob(512, "sha512 layer").as(mediaTypes.layer);
  const opened = await step("push sha512 layer: open", repository.openUpload(), { needs: "2xx" });
  const closed = await step("push sha512 layer: close", opened.upload.put(layer.sha512, layer));
  if (!closed.answered || closed.status >= 300) return undefined;
  return newManifest(context, { layers: [{ ...descriptorOf(layer), digest: layer.sha512 }] });
};

export const dataOfConfig: Make = async (context) => {
  const { config } = (await context.after(pushedImage)).image;
  return newManifest(context, { config: { ...descriptorOf(config), data: config.bytes.toString("base64") } });
};

export const dataOfLayer: Make = async (context) => {
  const { layer } = (await context.after(pushedImage)).image;
  return newManifest(context, { layers: [{ ...descriptorOf(layer), data: layer.bytes.toString("base64") }] });
};

/** Neither mediaType nor annotations. */
export const withoutOptionalFields: Make = async ({ after }) =>
  manifestOf((await after(pushedImage)).image, { mediaType: undefined });

export const withoutLayers: Make = (context) => newManifest(context, { layers: [] });

/** A thousand times the same layer, as nothing forbids: it spares pushing as many blobs. */
export const thousandLayers: Make = async (context) => {
  const { layer } = (await context.after(pushedImage)).image;
  return newManifest(context, { layers: Array.from({ length: 1000 }, () => descriptorOf(layer)) });
};

const emptyDescriptor = Content.text("{}", mediaTypes.empty);
const artifactType = "application/vnd.example.artifact";

export const artifactWithEmptyConfig: Make = async (context) => {
  await pushBlob(context, emptyDescriptor, "empty config");
  return newManifest(context, { artifactType, config: descriptorOf(emptyDescriptor) });
};

/** An artifact whose content is all in its annotations (image-spec, "Guidelines for Artifact Usage"). */
export const artifactOfNothing: Make = async (context) => {
  await pushBlob(context, emptyDescriptor, "empty config and layer");
  const empty = descriptorOf(emptyDescriptor);
  return newManifest(context, { artifactType, config: empty, layers: [empty] });
};

export async function dockerManifest({ after, unique }: ScenarioContext): Promise<Content> {
  const { config, layer } = (await after(pushedImage)).image;
  return Content.json(
    {
      schemaVersion: 2,
      mediaType: mediaTypes.dockerManifest,
      config: descriptorOf(config, mediaTypes.dockerConfig),
      layers: [descriptorOf(layer, mediaTypes.dockerLayer)],
      "org.example.unique": unique("docker"),
    },
    mediaTypes.dockerManifest,
  );
}

export const unknownManifest: Make = async ({ unique }) => {
  const mediaType = "application/vnd.example.manifest.v1+json";
  return Content.json({ mediaType, unique: unique("unknown-type") }, mediaType);
};
