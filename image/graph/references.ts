import { isImageConfigType, isIndexType, isManifestType, layerTypeOf, ociNameOf } from "../media-types.ts";
import type { Context } from "./context.ts";
import type { Graph } from "./graph.ts";
import type { ReadContent } from "./read-content.ts";

/** Descriptors of one digest describe one content: they agree on its size and type, whether it is there or not. */
export function sameDigest(context: Context, { references, manifests, indexes }: Graph, read: ReadContent): void {
  const documents = new Set([...manifests, ...indexes].map(({ digest }) => digest));
  for (const [digest, all] of references) {
    const [first, ...others] = all;
    if (!first || others.length === 0) continue;
    const measured = documents.has(digest) || read.verified.has(digest);
    const otherSize = others.find(({ descriptor }) => descriptor.size !== first.descriptor.size);
    // Where the content is there, the wrong one of them has been told its size.
    if (otherSize && !measured && !context.findings.has("image.descriptor.size-exact", first.path)) {
      context.findings.say(otherSize.path, {
        requirement: "image.descriptor.same-digest-same-size",
        severity: "error",
        message: "Two descriptors of one digest give it different sizes",
        expected: `${first.descriptor.size} bytes, as ${first.path} says`,
        found: `${otherSize.descriptor.size} bytes`,
        advice: "Write the length of the content into both.",
      });
    }
    const role = roleOf(first.descriptor.mediaType, context);
    const otherType = others.find(({ descriptor }) => {
      const another = roleOf(descriptor.mediaType, context);
      return role !== undefined && another !== undefined && another !== role;
    });
    if (!otherType || context.findings.has("image.manifest.media-type-matches-descriptor", otherType.path)) continue;
    context.findings.say(otherType.path, {
      requirement: "image.descriptor.same-digest-same-media-type",
      severity: "warning",
      message: "Two descriptors of one digest give it different media types",
      expected: `${first.descriptor.mediaType}, as ${first.path} says`,
      found: otherType.descriptor.mediaType,
      advice: "Write the type of the content into both: readers would take the same bytes for different things.",
    });
  }
}

/** Types of ours that exclude each other. Others say nothing: the same file may be data of many kinds. */
function roleOf(mediaType: string, { spec }: Context): string | undefined {
  const known =
    isIndexType(mediaType) || isManifestType(mediaType) || isImageConfigType(mediaType) || layerTypeOf(mediaType, spec);
  return known ? ociNameOf(mediaType) : undefined;
}
