import { digestIn } from "../digest.ts";
import { isImageConfigType } from "../media-types.ts";
import type { ManifestDocument } from "./graph.ts";
import { arrayIn, objectIn } from "./json.ts";

/** Digests of layers that no image has, only artifacts. */
export function artifactLayers(manifests: readonly ManifestDocument[]): Set<string> {
  const layersOf = (wanted: boolean) =>
    manifests
      .filter(({ config }) => isImageConfigType(config?.descriptor.mediaType ?? "") === wanted)
      .flatMap(({ layers }) => layers.map(({ descriptor }) => descriptor.digest));
  const ofImages = new Set(layersOf(true));
  return new Set(layersOf(false).filter((digest) => !ofImages.has(digest)));
}

/** With what each layer's content must be hashed, for the diff_ids of every config that lists it. */
export function contentAlgorithms(manifests: readonly ManifestDocument[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const { config, layers } of manifests) {
    const diffIds = arrayIn(objectIn(config?.target?.value.rootfs)?.diff_ids);
    for (const { descriptor, at } of layers) {
      const hash = digestIn(String(diffIds[at] ?? ""))?.hash ?? "sha256";
      wanted.set(descriptor.digest, new Set([...(wanted.get(descriptor.digest) ?? ["sha256"]), hash]));
    }
  }
  return wanted;
}
