import { describe, expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import { descriptorOf, indexOver, manifestOf, manifestOver, newImage } from "../../../suites/kit/image.ts";
import { mediaTypes } from "../../../suites/kit/media-types.ts";
import { context } from "./context.ts";

const parsed = ({ bytes }: Content) => JSON.parse(bytes.toString());
describe("What scenarios push", () => {
  const image = newImage(context, "mine");

  test("is a manifest over its config and its layer, with content of its own", () => {
    const { config, layers, mediaType } = parsed(image.manifest);
    expect(mediaType).toBe(image.manifest.mediaType);
    expect(config).toEqual(descriptorOf(image.config));
    expect(layers).toEqual([descriptorOf(image.layer)]);
    expect(parsed(image.config).rootfs.diff_ids).toEqual([image.layer.digest]);
    expect(image.layer.size).toBe(1024);
    expect(newImage(context).layer.digest).not.toBe(image.layer.digest);
    expect(newImage({ ...context, unique: (prefix) => `${prefix}-2` }, "mine").config.digest).not.toBe(
      image.config.digest,
    );
  });

  test("fields lie over what is there, or take it away", () => {
    const annotations = { a: "b" };
    expect(parsed(manifestOf(image, { annotations, mediaType: undefined }))).toEqual({
      schemaVersion: 2,
      config: descriptorOf(image.config),
      layers: [descriptorOf(image.layer)],
      annotations,
    });
    expect(parsed(indexOver([], { annotations }))).toEqual({
      schemaVersion: 2,
      mediaType: mediaTypes.index,
      manifests: [],
      annotations,
    });
    expect(parsed(manifestOver(descriptorOf(image.config), [])).layers).toEqual([]);
  });

  test("a descriptor has the type it is given, else the content's, else none in particular", () => {
    const blob = Content.text("a blob");
    const { digest } = blob;
    expect(descriptorOf(blob)).toEqual({ mediaType: "application/octet-stream", digest, size: 6 });
    expect(descriptorOf(blob.as("a/b")).mediaType).toBe("a/b");
    expect(descriptorOf(blob.as("a/b"), "c/d").mediaType).toBe("c/d");
  });
});
