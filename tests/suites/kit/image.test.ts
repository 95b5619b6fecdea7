import { describe, expect, test } from "vitest";
import { checkDocument } from "../../../image/document/check.ts";
import {
  Content,
  descriptorOf,
  expectSoundIndex,
  indexOver,
  manifestOf,
  manifestOver,
  mediaTypes,
  newImage,
  type ScenarioContext,
} from "../../../suites/kit/index.ts";
import { Unmet } from "../../../suites/kit/outcome.ts";
import { answer, bodyOf } from "./answer.ts";

const context = {
  blob: (size: number, label = "") => Content.lines(label, size),
  unique: (prefix: string) => `${prefix}-1`,
} as ScenarioContext;

const parsed = ({ bytes }: Content) => JSON.parse(bytes.toString());
const findings = (content: Content, kind: "manifest" | "index" | "config") =>
  checkDocument(content.bytes, { kind, spec: "edge", path: "it" }).findings.filter(
    ({ severity }) => severity !== "info",
  );

describe("What scenarios push", () => {
  const image = newImage(context, "mine");

  test("is sound by the image spec", () => {
    expect(findings(image.manifest, "manifest")).toEqual([]);
    expect(findings(image.config, "config")).toEqual([]);
    expect(findings(indexOver([descriptorOf(image.manifest)]), "index")).toEqual([]);
  });

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

describe("An index in an answer", () => {
  const descriptor = { mediaType: mediaTypes.manifest, digest: `sha256:${"0".repeat(64)}`, size: 1 };
  const holds = (body: string, about: (pointer: string) => boolean = () => true) =>
    expectSoundIndex(answer(200, { body }), "edge", about);

  test("is sound, or has a flaw that is named with its place and its requirement", () => {
    expect(() => holds(indexOver([descriptor]).bytes.toString())).not.toThrow();
    const flawed = indexOver([descriptor, { ...descriptor, size: -1 }]).bytes.toString();
    expect(() => holds(flawed)).toThrow(Unmet);
    expect(() => holds(flawed)).toThrow(
      /^expected a flaw by the image spec: "none", received ".+ at \/manifests\/1\/size \(image\..+\)"$/,
    );
    expect(() => holds("[]")).toThrow(/received "(?!.* at ).+ \(image\..+\)"$/);
  });

  test("is judged only by what the requirement is about, and by errors", () => {
    const flawed = indexOver([{ ...descriptor, size: -1 }]).bytes.toString();
    expect(() => holds(flawed, (pointer) => pointer === "/manifests/0/digest")).not.toThrow();
    expect(() => holds(flawed, (pointer) => pointer === "/manifests/0/size")).toThrow(Unmet);
    const advisable = indexOver([descriptor], { mediaType: undefined }).bytes;
    expect(findings(Content.text(advisable.toString()), "index")).not.toEqual([]);
    expect(() => holds(advisable.toString())).not.toThrow();
  });

  test("is not judged by a part of it", () => {
    for (const body of [
      { ...bodyOf("[]"), truncated: true as const },
      { size: 2, digest: "", base64: "gYA=" },
    ])
      expect(() => expectSoundIndex(answer(200, { body }), "edge", () => true)).not.toThrow();
  });
});
