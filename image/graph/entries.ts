import { isManifestType } from "../media-types.ts";
import type { Context } from "./context.ts";
import type { Document, Graph, IndexDocument } from "./graph.ts";
import { arrayIn, objectIn, textIn } from "./json.ts";

/** What entries of an index, and subjects, say about the documents that they lead to. */
export function entries(context: Context, { indexes, manifests }: Graph): void {
  for (const { entries } of indexes) {
    for (const entry of entries) artifactType(context, entry, entry.target);
  }
  for (const { subject } of manifests) {
    const target = subject && [...manifests, ...indexes].find(({ digest }) => digest === subject.descriptor.digest);
    if (target) artifactType(context, subject, target);
  }
}

/** A descriptor's artifactType is that of the manifest, or its config's type (image-spec, descriptor.md, `artifactType`). */
function artifactType(
  { spec, findings }: Context,
  { descriptor, path }: Pick<IndexDocument["entries"][number], "descriptor" | "path">,
  target: Document | undefined,
): void {
  if (descriptor.artifactType === undefined || !target || spec === "1.0") return;
  const config = isManifestType(descriptor.mediaType) ? textIn(objectIn(target.value.config)?.mediaType) : undefined;
  const own = textIn(target.value.artifactType);
  const possible = [own, config].filter((type) => type !== undefined);
  if (possible.length === 0 || possible.includes(descriptor.artifactType)) return;
  findings.say(path, {
    requirement: "image.descriptor.artifact-type-matches-target",
    severity: "warning",
    pointer: "/artifactType",
    message: "The descriptor's artifactType is not that of what it leads to",
    expected: possible.join(" or "),
    found: descriptor.artifactType,
    advice: "Write the artifactType of the manifest; clients filter by it.",
  });
}

/** The base image that annotations name is the lower part of the image, where both are here to compare. */
export function bases({ spec, findings }: Context, { manifests }: Graph): void {
  if (spec === "1.0") return;
  for (const { path, value, layers } of manifests) {
    const named = textIn(objectIn(value.annotations)?.["org.opencontainers.image.base.digest"]);
    const base = named && manifests.find(({ digest }) => digest === named);
    if (!base || arrayIn(base.value.layers).length === 0) continue;
    if (base.layers.every(({ descriptor }, at) => descriptor.digest === layers[at]?.descriptor.digest)) continue;
    findings.say(path, {
      requirement: "image.annotations.base-digest-immediate",
      severity: "info",
      pointer: "/annotations/org.opencontainers.image.base.digest",
      message: "The image does not begin with the layers of the base that it names",
      expected: "the layers of its base below its own",
      found: "other layers",
      advice: "Nothing need be done if the image was squashed or rebased; else name the right base.",
    });
  }
}
