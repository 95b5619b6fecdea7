import fc from "fast-check";
import { describe, expect } from "vitest";
import * as fixtures from "../../image/corpus/fixtures.ts";
import { LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { checkDocument } from "../../image/document/check.ts";
import { type DocumentKind, detectKind } from "../../image/document/kind.ts";
import { defaultLimits } from "../../image/limits.ts";
import { LayoutSource } from "../../image/source/layout.ts";
import { memoryTree } from "../../image/source/memory.ts";
import { validate } from "../../image/validate.ts";
import { violations } from "../../schemas/index.ts";
import { specVersions } from "../../specs/versions.ts";
import { law } from "./law.ts";
import { type Mutation, mutated, mutation } from "./mutations.ts";

const documents: [DocumentKind, object][] = [
  [
    "manifest",
    fixtures.artifact({
      subject: fixtures.descriptor("a/b", "c", {
        urls: ["x:"],
        annotations: { "org.opencontainers.image.created": "2026-01-01T00:00:00Z" },
      }),
    }),
  ],
  ["index", fixtures.withPlatform({ variant: "v1", "os.features": ["x"], "os.version": "1" })],
  ["config", fixtures.config({ variant: "v1", "os.features": ["x"], "os.version": "1" })],
  ["descriptor", fixtures.emptyDescriptor({ data: "e30=", artifactType: "a/b" })],
  ["layout", { imageLayoutVersion: "1.0.0" }],
];

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const some = fc.array(mutation, { minLength: 1, maxLength: 3 });

/** Whether a JSON pointer leads to something, or to a member that might be in an object that is there. */
function leadsSomewhere(document: unknown, pointer: string): boolean {
  const names = pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  let value = document;
  for (const [at, name] of names.entries()) {
    if (typeof value !== "object" || value === null) return false;
    if (!Object.hasOwn(value, name)) return at === names.length - 1;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}

describe("A mutated document of an image", () => {
  law(
    "is judged under every version, and each finding names a place that is there",
    60,
    fc.property(
      fc.constantFrom(...documents),
      some,
      fc.constantFrom(...specVersions),
      ([kind, document], mutations, spec) => {
        const odd = JSON.parse(JSON.stringify(mutated(document, mutations)));
        detectKind(json(odd));
        for (const { place, message } of checkDocument(json(odd), { kind, spec, path: "a.json" }).findings) {
          expect(leadsSomewhere(odd, place.pointer ?? ""), `${place.pointer} in ${JSON.stringify(odd)}`).toBe(true);
          expect(message).not.toBe("");
        }
      },
    ),
  );

  law(
    "that breaks its schema has a finding",
    60,
    fc.property(fc.constantFrom(...documents), some, ([kind, document], mutations) => {
      const odd = JSON.parse(JSON.stringify(mutated(document, mutations)));
      if (violations(kind as "manifest", odd).length === 0) return;
      expect(checkDocument(json(odd), { kind, spec: "edge", path: "a.json" }).findings).not.toEqual([]);
    }),
  );
});

/** An image whose documents were mutated, each stored under the digest that it then has. */
function image(ofConfig: Mutation[], ofManifest: Mutation[], ofIndex: Mutation[]): Map<string, Buffer> {
  const builder = new LayoutBuilder();
  const layers = [builder.layer(someFiles), builder.layer([{ name: "b", data: "x" }], "zstd")];
  const read = (descriptor: ReturnType<LayoutBuilder["image"]>) => JSON.parse(builder.bytesOf(descriptor).toString());
  const config = builder.json(
    mutated(read(builder.config(layers)), ofConfig),
    "application/vnd.oci.image.config.v1+json",
  );
  const manifest = builder.json(
    mutated(
      read(
        builder.manifest(
          config,
          layers.map(({ descriptor }) => descriptor),
        ),
      ),
      ofManifest,
    ),
    "application/vnd.oci.image.manifest.v1+json",
  );
  const index = builder.json(
    mutated(read(builder.index([manifest])), ofIndex),
    "application/vnd.oci.image.index.v1+json",
  );
  return builder.layout(index, manifest);
}

describe("An image of mutated documents", () => {
  const none = fc.constant<Mutation[]>([]);

  law(
    "is judged, and nothing is found where nothing was changed",
    20,
    fc.asyncProperty(
      fc.oneof(some, none),
      fc.oneof(some, none),
      fc.oneof(some, none),
      fc.constantFrom(...specVersions),
      async (config, manifest, index, spec) => {
        const source = new LayoutSource(memoryTree(image(config, manifest, index)), "layout", spec, defaultLimits);
        const { findings, tally } = await validate(source, { spec });
        expect(tally.documents).toBeGreaterThan(0);
        if (config.length + manifest.length + index.length === 0)
          expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      },
    ),
  );

  law(
    "has the same findings every time",
    5,
    fc.asyncProperty(some, some, some, async (config, manifest, index) => {
      const files = image(config, manifest, index);
      const judge = () =>
        validate(new LayoutSource(memoryTree(files), "layout", "edge", defaultLimits), { spec: "edge" });
      expect(await judge()).toEqual(await judge());
    }),
  );
});
