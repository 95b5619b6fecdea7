import { isImageConfigType, isManifestType } from "../media-types.ts";
import { isAttestation, platformText } from "./classify.ts";
import type { Context } from "./context.ts";
import type { Document, Graph, IndexDocument, ManifestDocument } from "./graph.ts";
import { type Json, textIn } from "./json.ts";

type Entry = IndexDocument["entries"][number];

/** What entries of an index say about platforms, against the configs of their images (image-spec, image-index.md). */
export function platforms(context: Context, graph: Graph): void {
  const manifests = new Map(graph.manifests.map((manifest) => [manifest.digest, manifest]));
  for (const index of graph.indexes) {
    const images = index.entries.filter(
      ({ descriptor, target }) => isManifestType(descriptor.mediaType) && configOf(target, manifests),
    );
    for (const entry of images) {
      const config = configOf(entry.target, manifests) as Json;
      if (isAttestation(entry.descriptor)) continue;
      if (entry.descriptor.platform) agree(context, entry, config);
      else if (textIn(config.os) && textIn(config.architecture)) unsaid(context, entry, config, images.length > 1);
    }
  }
}

function configOf(
  target: Document | undefined,
  manifests: Map<string | undefined, ManifestDocument>,
): Json | undefined {
  const config = target && manifests.get(target.digest)?.config;
  return config && isImageConfigType(config.descriptor.mediaType) ? config.target?.value : undefined;
}

function agree({ findings }: Context, { descriptor, path }: Entry, config: Json): void {
  const platform = descriptor.platform as Json;
  const differing = ["os", "architecture", "variant", "os.version"].filter((member) => {
    const here = usual(platform, member);
    const there = usual(config, member);
    return here !== undefined && there !== undefined && here !== there;
  });
  if (differing.length === 0) return;
  findings.say(path, {
    requirement: "image.index.platform-matches-config",
    severity: "warning",
    pointer: "/platform",
    message: `The entry names another ${differing.join(" and ")} than the config of its image`,
    expected: `${platformText(config)}, as the config says`,
    found: platformText(platform),
    advice: "Write the platform that the image was built for; clients choose by it.",
  });
}

/** Empty means absent: a variant is compared only where both sides name one. */
function usual(platform: Json, member: string): string | undefined {
  const value = textIn(platform[member]);
  return value === "" ? undefined : value;
}

function unsaid({ findings }: Context, { path }: Entry, config: Json, several: boolean): void {
  findings.say(path, {
    requirement: several ? "image.index.platform-present" : "image.descriptor.platform-on-manifests",
    severity: "info",
    message: "The entry does not say for which platform its image is",
    expected: `a platform: ${platformText(config)}`,
    found: "none",
    advice: several
      ? "Add it: clients choose between entries by it."
      : "Nothing need be done where there is one image.",
  });
}
