import { describe, expect, test } from "vitest";
import * as fixtures from "../../image/corpus/fixtures.ts";
import { type DocumentKind, detectKind } from "../../image/document/kind.ts";

const bytesOf = (document: unknown) => new TextEncoder().encode(JSON.stringify(document));
const docker = "application/vnd.docker.distribution.manifest";
const image = fixtures.manifest();
const index = fixtures.index();

describe("what a document is", () => {
  test.each<[string, DocumentKind, unknown, string?]>([
    ["by the type it was referred to with", "manifest", {}, fixtures.manifestType],
    ["whatever its members", "index", image, fixtures.indexType],
    ["with parameters and capitals", "config", {}, "Application/vnd.oci.image.config.v1+json; charset=utf-8"],
    ["of Docker", "docker-manifest", image, `${docker}.v2+json`],
    ["of Docker, a list", "docker-manifest-list", index, `${docker}.list.v2+json`],
    ["of Docker, a configuration", "config", {}, "application/vnd.docker.container.image.v1+json"],
    ["the marker of a layout", "layout", {}, "application/vnd.oci.layout.header.v1+json"],
    ["a lone descriptor", "descriptor", {}, "application/vnd.oci.descriptor.v1+json"],
    ["of a type nobody knows, opaque", "unknown", image, "application/vnd.example+json"],
    ["a layer, opaque", "unknown", image, fixtures.layerType],
    ["the empty object, opaque", "unknown", {}, fixtures.emptyType],
    [
      "of a type that says nothing, by its own",
      "docker-manifest",
      { mediaType: `${docker}.v2+json` },
      "application/json",
    ],
    ["by its own type", "index", { ...image, mediaType: fixtures.indexType }],
    ["by members: a manifest", "manifest", fixtures.without(image, "mediaType")],
    ["by members: a manifest without layers", "manifest", { schemaVersion: 2, config: {} }],
    ["by members: an index", "index", fixtures.without(index, "mediaType")],
    ["by members: a configuration", "config", fixtures.config()],
    ["by members: a descriptor", "descriptor", fixtures.emptyDescriptor()],
    ["by members: the marker of a layout", "layout", { imageLayoutVersion: "9" }],
    ["by members that are neither", "unknown", { a: 1 }],
    ["no object", "unknown", []],
  ])("%s: %s", (_, kind, document, mediaType) => {
    expect(detectKind(bytesOf(document), mediaType)).toBe(kind);
  });

  test("what is no JSON is opaque", () => {
    expect(detectKind(new Uint8Array([0xff, 0x7b]))).toBe("unknown");
  });
});
