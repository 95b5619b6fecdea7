import type { RequirementId } from "../../specs/catalogue.ts";
import { rareKeys, rareValues } from "./data-sets/annotations.ts";
import type { Make } from "./data-sets/each.ts";
import * as images from "./data-sets/images.ts";
import * as indexes from "./data-sets/indexes.ts";
import { fourMegabytes } from "./data-sets/large.ts";

/**
 * Every kind of manifest that goes through push and pull, by the requirement that judges it, and by a name that stands
 * in the steps. docs/data-sets.md says which ones a registry may refuse.
 */
export const dataSets = {
  "push.manifest.exact-bytes": {
    "odd formatting": images.oddFormat,
    "a field given twice": images.fieldTwice,
    "every field": images.everyField,
    "a layer named by sha512": images.sha512Layer,
  },
  "push.manifest.unknown-fields": {
    "unknown fields": images.unknownFields,
    "annotations of rare values": rareValues,
    "annotations under rare keys": rareKeys,
  },
  "push.manifest.data-field": {
    "data of the config": images.dataOfConfig,
    "data of a layer": images.dataOfLayer,
  },
  "push.manifest.mediatype-absent": {
    "an image without optional fields": images.withoutOptionalFields,
    "an index without optional fields": indexes.withoutOptionalFields,
  },
  "push.manifest.empty-layers": {
    "an image without layers": images.withoutLayers,
    "an index without manifests": indexes.withoutManifests,
  },
  "push.manifest.artifact-type": {
    "an artifact with the empty config": images.artifactWithEmptyConfig,
    "an artifact of nothing else": images.artifactOfNothing,
  },
  "push.manifest.index-accepted": {
    "an index over platforms": indexes.overPlatforms,
    "an index of an index": indexes.ofAnIndex,
  },
  "push.manifest.unknown-media-type": {
    "an unknown type": images.unknownManifest,
    "config and layers of unknown types": images.unknownContent,
  },
  "push.manifest.docker-schema2": {
    "a Docker image": images.dockerManifest,
    "a Docker manifest list": indexes.dockerList,
  },
  "push.manifest.four-megabytes": {
    "four megabytes": fourMegabytes,
    "a thousand layers": images.thousandLayers,
  },
} satisfies Partial<Record<RequirementId, Record<string, Make>>>;
