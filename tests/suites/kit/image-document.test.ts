import { describe, expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import { checkDocument } from "../../../image/document/check.ts";
import { descriptorOf, indexOver, newImage } from "../../../suites/kit/image.ts";
import { expectSoundIndex } from "../../../suites/kit/image-document.ts";
import { mediaTypes } from "../../../suites/kit/media-types.ts";
import { Unmet } from "../../../suites/kit/outcome.ts";
import { answer, bodyOf } from "./answer.ts";
import { context } from "./context.ts";

const findings = (content: Content, kind: "manifest" | "index" | "config") =>
  checkDocument(content.bytes, { kind, spec: "edge", path: "it" }).findings.filter(
    ({ severity }) => severity !== "info",
  );

test("what scenarios push is sound by the image spec", () => {
  const image = newImage(context, "mine");
  expect(findings(image.manifest, "manifest")).toEqual([]);
  expect(findings(image.config, "config")).toEqual([]);
  expect(findings(indexOver([descriptorOf(image.manifest)]), "index")).toEqual([]);
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
