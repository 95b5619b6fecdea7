import { fault } from "../fault.ts";
import { layersOf, refuses } from "../pushed-manifest.ts";

type Json = Record<string, unknown>;

/** A manifest that the image spec does not allow, and that the registry stumbles over instead of refusing it. */
function stumbles(id: string, what: string, over: (manifest: Json) => boolean) {
  return fault(id, {
    title: `a manifest with ${what} answers 500`,
    breaks: ["errors.4xx-not-5xx"],
    ...refuses(500, (manifest) => !Array.isArray(manifest) && over(manifest)),
  });
}

export const version = stumbles("manifest-schema-version-500", "an unknown schemaVersion", (manifest) => {
  return manifest.schemaVersion === 3;
});

export const noConfig = stumbles("manifest-no-config-500", "layers and no config", ({ layers, config }) => {
  return layers !== undefined && config === undefined;
});

export const layersObject = stumbles("manifest-layers-object-500", "an object for layers", ({ layers }) => {
  return typeof layers === "object" && !Array.isArray(layers);
});

export const shortDigest = stumbles("manifest-short-digest-500", "a digest cut short in a layer", (manifest) =>
  layersOf(manifest).some(({ digest }) => /^sha256:.{1,63}$/.test(`${digest}`)),
);

export const negativeSize = stumbles("manifest-negative-size-500", "a layer of negative size", (manifest) =>
  layersOf(manifest).some(({ size }) => Number(size) < 0),
);

export const numericAnnotation = stumbles("manifest-numeric-annotation-500", "a number for an annotation", (manifest) =>
  Object.values(manifest.annotations ?? {}).some((value) => typeof value === "number"),
);
